"""Charts of a partnership's figures over the years: rows of the comparison in, SVG and pages out. Pure."""
