"""Where a value comes from, and what every rule did."""
