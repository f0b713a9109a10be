"""Page images as arrays, made fit to be read: light and dark, skew, specks, bands, rules, strokes of pens."""
