"""One parser per kind of answer."""
