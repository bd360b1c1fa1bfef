"""The workspace of the log: what was done, by whom, and what that proves."""
