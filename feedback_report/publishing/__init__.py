"""Putting a year's paper on the intranet share, and standing behind it.

``gate`` says what holds of a built paper and what does not, ``folder`` is the published folder and
how it changes without a reader meeting half a paper, ``manifest`` says what a version was made
from, ``verify`` makes it again, and ``explain`` says where a printed number comes from.
"""
