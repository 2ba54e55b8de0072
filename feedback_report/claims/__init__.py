"""Finding the arithmetic claims of a paper that anybody wrote, and recomputing each from its own numbers.

Each folder takes from those named before it: ``files`` reads a paper; ``numbers`` and ``sentences`` read what it says,
``tables`` its tables and lists; ``changes``, ``shares``, ``totals`` and ``orders`` judge the claims of a sentence by
what is given them; ``whole_paper`` gives it to them, and judges what no sentence alone can say. ``claim`` is what
is found; ``showing`` and ``marked_page`` show it; ``command`` is the command line.
"""
