"""The services, as catalogues of endpoints and one client per wire style."""
