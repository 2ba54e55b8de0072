"""A sentence read: its pattern, the years, the parts and wholes and the pairs of numbers that it names."""
