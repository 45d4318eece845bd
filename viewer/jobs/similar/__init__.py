"""Similar cases: asking a database of pictures, and adding pictures to it."""
