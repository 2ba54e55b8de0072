"""The checks of a year's settings and data: whether the analyst can go on to the paper."""
