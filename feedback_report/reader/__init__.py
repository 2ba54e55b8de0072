"""The small reader of Quarto's Markdown, for machines without Quarto.

``read_project`` turns a project of the subset that this product uses into pandoc's tree, with
references, numbers, conditions and values resolved; ``write`` turns the tree into a file. What
is outside the subset, and what Quarto would get wrong without a word, is an error with its place.
"""

from feedback_report.reader.images import without_pictures
from feedback_report.reader.read import read_formats, read_project, writer_options
from feedback_report.reader.write import write

__all__ = ["read_formats", "read_project", "without_pictures", "write", "writer_options"]
