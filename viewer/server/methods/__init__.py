"""Classical reference methods: published, explainable, not for diagnosis."""
