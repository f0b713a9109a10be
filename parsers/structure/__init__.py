"""The paper as text, lines, sentences, lists, sections and tables, before anything is read out of it."""
