"""Claims of order: the highest and lowest, and rankings."""
