"""Tables and lists as numbers: what their rows and columns are called, and what follows from what."""
