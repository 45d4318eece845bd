"""Pictures, reports and data files of what was reviewed."""
