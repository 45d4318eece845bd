"""Whether a folder is on a disk of this computer: a write-ahead log needs memory in common."""

import sys
from pathlib import Path
from typing import Final

_SHARED: Final = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4"),
        *("smb2", "smb3", "smbfs", "vboxsf"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs"),
    }
)
_MOUNTS: Final = Path("/proc/self/mountinfo")
_DRIVE_REMOTE: Final = 4


def is_on_network(folder: Path) -> bool:
    """Tell whether a folder is on another computer, as far as the system says."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    try:
        return kind_of_mount(_MOUNTS.read_text(encoding="utf-8"), folder.resolve()) in _SHARED
    except OSError:  # no such list here: SQLite itself refuses where it must
        return False


def kind_of_mount(mounts: str, folder: Path) -> str:
    """Return the kind of file system that holds a folder, by the text of `mountinfo` (proc(5))."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        parts, kinds = fields.split(" "), rest.split(" ")
        if len(parts) > 4 and (length := _depth(parts[4], folder)) >= best:
            best, kind = (length, kinds[0]) if length >= 0 else (best, kind)
    return kind


def _depth(point: str, folder: Path) -> int:
    """Return how long a mount point is that holds the folder; -1 when it does not."""
    plain = point.replace(r"\040", " ").replace(r"\011", "\t")
    return len(plain) if folder.is_relative_to(plain) else -1


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(folder: Path) -> bool:
        root = folder.resolve().anchor
        return root.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE
        )

else:

    def _is_remote_drive(_folder: Path) -> bool:
        return False
