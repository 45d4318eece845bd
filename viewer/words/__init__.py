"""States, errors and findings as sentences, in the language of the person."""
