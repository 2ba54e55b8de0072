"""Characters that no name or text may hold: they cannot be printed, or turn about what stands beside them."""

# The last two ranges turn the order of letters about, and that of the numbers after them; U+200E and U+200F do not.
_NEVER = "\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069"
UNPRINTABLE = f"[\x00-\x08\x0b\x0c\x0e-\x1f{_NEVER}]"
UNPRINTABLE_IN_A_NAME = f"[\x00-\x1f{_NEVER}]"
