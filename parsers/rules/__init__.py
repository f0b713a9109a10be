"""What a rule is, how its pattern is matched and counted, and what its word is worth."""
