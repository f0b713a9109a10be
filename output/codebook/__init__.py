"""What every table, view, column and code means: from the record models, with names and words from `corpus`."""
