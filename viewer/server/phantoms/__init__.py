"""Made-up patients with a known truth, drawn on demand from recipes."""
