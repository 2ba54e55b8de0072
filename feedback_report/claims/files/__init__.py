"""Reading papers of every kind: Word, HTML, PDF, Markdown and plain text."""
