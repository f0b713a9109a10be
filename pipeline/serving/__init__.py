"""The archive in a browser: an address on this machine alone, guarded, and what its pages need."""
