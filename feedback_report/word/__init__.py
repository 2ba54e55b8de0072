"""The Word file: what pandoc or Quarto leave is repaired here, and the result is checked."""
