"""Wiring by hand: the only place that knows everything."""
