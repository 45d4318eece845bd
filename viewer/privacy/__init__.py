"""What leaves the machine: de-identification and the map back."""
