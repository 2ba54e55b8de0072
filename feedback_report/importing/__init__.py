"""Turn exports of the council's recording systems into a year's cases.csv, with a receipt.

An export is read as it is (``exports``, ``text_files``, ``workbooks``), its row of column names is found
(``listings``), data/mapping.yml says what becomes of each column and value (``mapping``; ``matching`` and
``draft`` write its first draft), the rows are converted (``converting``), each gets exactly one fate
(``row_fates``), and what happened is told in a receipt (``receipt``) that stands beside the cases
(``placing``). ``import_cases`` is the way through all of them, ``command`` the command line.
"""
