"""Where a file lies: on this machine, on a network drive, or in a folder that is synchronised.

SQLite's write-ahead log needs memory that all users of the file share, which a
network drive cannot give; and a program that synchronises copies file and log at
different moments. There the file is kept with a rollback journal instead, which
exists only while something is written.
"""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final


class Place(StrEnum):
    """What kind of place a file lies in."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCHRONISED = "synchronised"

    @property
    def journal(self) -> str:
        """The journal mode that is safe there."""
        return "WAL" if self is Place.LOCAL else "DELETE"


_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK_TYPES: Final = re.compile(
    r"nfs4?|cifs|smb3?|smbfs|ncpfs|afs|9p|ceph|glusterfs|lustre|davfs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|"
    r"s3fs|glusterfs|ceph-fuse)"
)
_SYNCHRONISED_NAMES: Final = re.compile(
    r"(OneDrive|Dropbox|Nextcloud|ownCloud|Google ?Drive|GoogleDrive|My Drive|iCloud ?Drive|"
    r"Mobile Documents|CloudStorage|Seafile|Syncthing|MEGA|pCloud ?Drive|Box)(?![a-zåäö])",
    re.IGNORECASE,
)
_SYNCHRONISED_MARKS: Final = (
    ".stfolder",
    ".dropbox",
    ".dropbox.cache",
    ".owncloudsync.log",
    ".nextcloudsync.log",
)
_DRIVE_REMOTE: Final = 4


def place_of(path: Path, mounts: Path = _MOUNTS) -> Place:
    """Tell what kind of place a file lies in, as far as the system shows it.

    Args:
        path: The file; it need not exist yet, its folder should.
        mounts: The table of mounted file systems, where the system has one.
    """
    folder = path.resolve().parent
    if _on_network(folder, mounts):
        return Place.NETWORK
    for each in (folder, *folder.parents):
        if _SYNCHRONISED_NAMES.match(each.name) or any(
            (each / mark).exists() for mark in _SYNCHRONISED_MARKS
        ):
            return Place.SYNCHRONISED
    return Place.LOCAL


def _on_network(folder: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        if folder.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    nearest, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, folder, type
            continue
        mounted = _unescaped(fields[1])
        # Of two mounts on one folder the later one is seen.
        if len(mounted) >= len(nearest) and _is_within(str(folder), mounted):
            nearest, kind = mounted, fields[2]
    return _NETWORK_TYPES.fullmatch(kind) is not None


def _is_within(folder: str, mounted: str) -> bool:
    return folder == mounted or folder.startswith(mounted.rstrip(os.sep) + os.sep)


def _unescaped(text: str) -> str:
    """Undo the octal escapes with which the table writes spaces."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
