"""The benchmarks, each beside a peer in the same run."""
