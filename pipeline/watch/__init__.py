"""A drop folder: what is put there is read when it is whole, and ends in `done` or, with a note why, in `failed`."""
