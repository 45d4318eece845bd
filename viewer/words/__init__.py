"""States and errors as sentences in the reader's language."""
