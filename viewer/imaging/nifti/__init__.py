"""NIfTI volumes: their header, and their slices by radiological convention."""
