"""The visual search of the gateway (API 2475): pictures in databases, and what is like one."""
