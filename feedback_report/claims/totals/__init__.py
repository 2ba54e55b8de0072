"""Claims of totals: sums told in words, what remains, averages."""
