"""The numbers of a sentence: their kinds, their values, and how exactly each is given."""
