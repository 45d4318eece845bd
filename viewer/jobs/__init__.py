"""Background work: prepare, upload, submit, wait, fetch, resume."""
