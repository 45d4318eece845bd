"""The review session and its undo stack."""
