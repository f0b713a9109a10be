"""A page image is read by tesseract, and again where one reading does not do; what was read is kept."""
