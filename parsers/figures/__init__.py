"""Figures about safety and crime, in tables and in words: of what, of which area and year, and with which role."""
