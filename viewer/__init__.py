"""A desktop viewer for AI findings on medical and dental images."""
