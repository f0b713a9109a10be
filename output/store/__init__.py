"""The archive: one SQLite file with the originals beside it, written, read back and searched."""
