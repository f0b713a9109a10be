"""A partnership's agreements over the years, side by side."""
