"""Pages of the archive for a browser: rows become HTML. Pure but for reading the archive; no server, no files."""
