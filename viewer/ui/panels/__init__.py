"""The panels beside the image: studies, findings, report, details, jobs."""
