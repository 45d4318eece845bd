"""The ShowAPI gateway: its envelope, its calls, its endpoints as a catalogue."""
