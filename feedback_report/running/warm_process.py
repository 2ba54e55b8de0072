"""Imported first by the process that is forked for notebooks: Ctrl+C is for the command that started it."""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
