"""Keeping an archive: taking documents out, people's decisions, verifying, packages."""
