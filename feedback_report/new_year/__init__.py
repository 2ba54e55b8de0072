"""The folder of a new year: its settings to fill, and last year's plans to report on."""
