"""Withholding small counts so that nobody can be recognised, and as many others as keep them from being worked out.

Every count that a paper prints is a cell with a name. ``layouts`` names the cells of each measure,
``gathering`` puts those of a whole paper into one system with all that ties them together,
``withholding`` picks the cells to withhold, and ``masking`` puts the mark [c] in their place before
anything is drawn or said. docs/disclosure.md says what is promised.
"""
