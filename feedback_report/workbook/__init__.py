"""The appendix workbook: the data behind every figure and the series of the appendix, unrounded, as a spreadsheet.

``sheets`` says what stands on each sheet, ``columns`` how the cells of a column are held and shown,
``notes`` what stands between years, and ``writing`` puts it all into a file with gptables.
"""

from feedback_report.workbook.writing import write_workbook

__all__ = ["write_workbook"]
