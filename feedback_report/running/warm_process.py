"""Imported first by the process that is forked for notebooks: Ctrl+C is for the command that started it."""

import gc
import signal

gc.disable()  # what is imported stays: there is no garbage to look for until ``warm_shell`` is there
signal.signal(signal.SIGINT, signal.SIG_IGN)
