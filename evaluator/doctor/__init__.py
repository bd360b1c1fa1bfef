"""Tells whether this computer has what the program needs, and what to do where it has not.

Nothing here imports Qt, so that it can speak before Qt is loaded: a missing library
would end the process without a word. ``sonames`` is standard library only, because
set-up uses it before anything is installed.
"""
