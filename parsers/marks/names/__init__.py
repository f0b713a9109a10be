"""Names of organisations, of units of municipalities and of people."""
