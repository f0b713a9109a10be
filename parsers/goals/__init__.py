"""The goals: what shall get better, from which level and year to which, and in which parts of a paper that stands."""
