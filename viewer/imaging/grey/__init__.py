"""From stored values to grey: the pipeline of PS3.4 N.2 and what a person can choose in it."""
