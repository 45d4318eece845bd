"""Files to pixels: recognising, reading, ordering and windowing images."""
