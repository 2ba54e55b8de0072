"""Claims of shares and of one thing per another: percentages, fractions, rates, ratios, targets."""
