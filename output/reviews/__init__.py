"""Decisions of people about values: what a decision is, and what it makes of a document that was read again. Pure."""
