"""DICOM objects without a picture: named, summed up, reports read."""
