"""What fields read for themselves before marks were found once for all: each module goes with the last field on it."""
