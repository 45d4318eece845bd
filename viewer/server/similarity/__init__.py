"""Which pictures resemble one another: their traits, and an index that is searched for them."""
