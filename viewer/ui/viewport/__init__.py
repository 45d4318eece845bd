"""The place where images are looked at: picture, overlay, text, mouse, slice bar."""
