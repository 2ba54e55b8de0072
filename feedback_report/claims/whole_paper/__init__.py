"""A whole paper: each sentence and table with what stands round it, and what one claim says of another."""
