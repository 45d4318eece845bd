"""Drawing instructions to QPainter, arrays to QImage."""
