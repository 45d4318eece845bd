"""Headers of DICOM files: the quick walk, pydicom within limits, typed access, text."""
