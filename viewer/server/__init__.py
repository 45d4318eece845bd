"""The embedded local service; shares no code with the client."""
