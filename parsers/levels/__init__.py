"""Figures about safety and crime, wherever they stand: in a goal, in prose, in a cell. One reader for all of them."""
