"""Findings to drawing instructions, without Qt."""
