"""The reproducible annual customer feedback report of an English council."""

__version__ = "0.1.0"
