"""Danish words and how they are damaged: read-only data, with the modules that open it. See `corpus/README.md`."""
