"""The paper's narrative as it is written: what of it is typed by hand, and who has read it."""
