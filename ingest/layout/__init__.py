"""Boxes become rows, columns, tables and the order of reading. Geometry alone: no pixels, no PDF, no engine."""
