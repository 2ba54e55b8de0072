"""The tables of a year: what they may hold, how they are read, and what is wrong with them."""
