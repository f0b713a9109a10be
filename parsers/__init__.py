"""Text and boxes become an agreement. Pure: a `Document` in, an `Agreement` out, nothing read or written."""
