"""Claims of change and direction: increases, falls, differences, multiples, trends, no change."""
