"""What is kept: jobs, answers, decisions, settings."""
