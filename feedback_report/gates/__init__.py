"""What a finished paper must pass before anyone sees it."""
