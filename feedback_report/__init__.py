"""The reproducible annual customer feedback report of an English council."""

from time import perf_counter

STARTED = perf_counter()  # every command passes here first: what it took is counted from now
__version__ = "0.1.0"
