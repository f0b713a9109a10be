"""Whether an archive still is what it was: what was altered is found and named, what is read anew is compared."""
