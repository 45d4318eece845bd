"""The dental service: pictures in a multipart form, findings in pixels of the picture sent."""
