"""Tables, whatever set them: cells at their rows and columns, heads above, labels beside, captions and notes around."""
