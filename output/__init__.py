"""The archive, its exports, comparisons and measures: the only place that writes the archive."""
