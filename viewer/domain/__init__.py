"""What a reader talks about: findings, series, jobs, reviews; frozen values, no I/O."""
