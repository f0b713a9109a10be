"""What was read on a page is judged: which reading to take, and what `Page` becomes of it."""
