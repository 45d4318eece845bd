"""Results of the local methods in the words of the gateway: one module for each kind."""
