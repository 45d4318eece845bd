"""Windows that ask: settings, pre-flight, export, lists."""
