"""Run the notebooks of a year, no more of them than has changed, and take their sections and facts."""
