"""From the sections of a year to its papers: assembled, rendered, finished and moved into place."""
