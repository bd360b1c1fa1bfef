"""How large anything in a bundle may be, and why: the one place for these figures.

Those under "always" protect the reader itself and hold for every container. Those
under "import" say what an application bundle may be; a mere check of the container
only warns of them, because RFC 8493 knows no such limits.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1024**2
GIB: Final = 1024**3

# --- always ---

MOST_FILES: Final = 50_000
"""Files in a container. The largest call had some 200 applications with a dozen files each;
each entry costs a kilobyte of memory while it is checked, so this bounds it at 50 MiB."""

LARGEST_INDEX: Final = 32 * MIB
"""Bytes of a ZIP's central directory, which is read whole: ``MOST_FILES`` with long names."""

LARGEST_TAG_FILES: Final = 32 * MIB
"""Bytes of all manifests, ``bag-info.txt`` and ``fetch.txt`` together, which are read whole:
a SHA-512 manifest and a tag manifest over ``MOST_FILES`` files are 12 MiB."""

LARGEST_RATIO: Final = 200
"""How much larger unpacked than packed, for a file or the whole, above ``RATIO_FROM``. Text and
office documents stay below 50; deflate's own maximum, which a bomb uses, is 1 032."""

RATIO_FROM: Final = 4 * MIB
"""Bytes unpacked below which the ratio does not matter: a small blank image may be extreme."""

MOST_FINDINGS: Final = 200
"""Findings that are listed; a bundle with more is broken as a whole."""

LONGEST_SHOWN: Final = 240
"""Characters of a path, field or value that a finding shows."""

# --- import ---

LARGEST_FILE: Final = GIB
"""Bytes of one attachment; a scanned plan is some tens of MiB, a hundred at most."""

LARGEST_BUNDLE: Final = 8 * GIB
"""Bytes of everything in a bundle, unpacked; the workspace must stay a file one can copy."""

LONGEST_PATH: Final = 240
"""Characters of a path within the bundle: Windows allows 260 with the folder it is put in."""

LONGEST_NAME: Final = 200
"""Bytes of one name in UTF-8; file systems allow 255, and programs add endings of their own."""

DEEPEST_PATH: Final = 8
"""Folders within each other; the format needs four."""

MOST_APPLICATIONS: Final = 1_000
"""Applications in one bundle, which is imported whole or not at all."""

LARGEST_FORM: Final = 4 * MIB
"""Bytes of an ``application.json``: forty answers of the greatest length; real ones are below 100 KiB."""

DEEPEST_FORM: Final = 16
"""Lists and objects within each other in ``application.json``; the form needs three."""

LONGEST_NUMBER: Final = 15
"""Digits of a number in ``application.json``: a thousand million euros in cents are 12, and
every program reads up to 15 exactly."""
