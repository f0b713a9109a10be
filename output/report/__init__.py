"""What came into an archive since a day, what failed and why, and what a person should look at."""
