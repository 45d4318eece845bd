"""Compressed frames and photographs to pixels, in processes of their own."""
