"""Printed tables, their totals, and the tables of the appendix."""
