"""The flows behind the commands, each calling the stages in order. `aftalearkiv.py` declares the commands."""
