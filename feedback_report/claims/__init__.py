"""Finding the arithmetic claims of a paper that anybody wrote, and recomputing each from its own numbers.

``reading`` reads papers (.docx, .html, .md, .txt, .pdf), ``checking`` gives their claims, and
``showing`` and ``marked_page`` show them; ``command`` is the command line.
"""
