"""Speed, weight and growth, each beside a baseline of the same run. `make bench` prints the table."""
