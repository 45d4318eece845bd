"""Photographs of every kind: what a file says of its pictures, and the pictures."""
