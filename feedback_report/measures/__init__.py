"""The measures: one module per section of the paper, tables in and tidy tables out.

Every measure is a pure function. A frame it returns has one row per thing measured, the count
and the base beside the share, and nothing rounded:

- ``year`` is the start of the financial year (2024 for 2024/25), a calendar year only in a
  column that says so;
- ``service_key`` and ``service`` name a service in scope;
- ``count`` and ``base`` are whole numbers, missing only where no source holds the year;
- ``share`` is a fraction from 0 to 1, missing where the base is zero or unknown;
- ``change`` is a difference of counts, ``relative_change`` that difference over the earlier count
  (missing where the earlier count is zero or unknown), ``share_change`` a difference of shares.

No measure suppresses, rounds or words anything: that comes after, in this order.
"""
