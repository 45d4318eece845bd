"""Errors, secrets, files, folders and resources: knows nothing of medicine, Qt or HTTP."""
