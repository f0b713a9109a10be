"""The commands as they stand on the command line: their options and help. What they do is elsewhere in `pipeline`."""
