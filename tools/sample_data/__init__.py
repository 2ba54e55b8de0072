"""The maker of the sample council's tables: plans hold the totals, the rest deals cases out to meet them."""
