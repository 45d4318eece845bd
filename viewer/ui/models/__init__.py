"""What the lists of the window show, as Qt models."""
