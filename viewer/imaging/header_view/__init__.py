"""All of a header as rows for people: values, sequences, names."""
