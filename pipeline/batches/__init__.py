"""Many papers, one after the other or side by side: each read in a process of its own, all stored by one writer."""
