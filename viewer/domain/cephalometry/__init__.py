"""Landmarks of a lateral cephalogram, what is measured on them, and what is normal."""
