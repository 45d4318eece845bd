"""Which disks are another computer's."""

from pathlib import Path

import pytest

from viewer.storage.mounts import is_on_network, kind_of_mount

MOUNTS = "\n".join(
    [
        "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
        r"30 22 0:40 / /mnt/our\040share rw shared:2 - cifs //server/share rw",
        "31 22 0:41 / /home rw shared:3 - nfs4 server:/home rw",
        "32 31 0:42 / /home/li/data rw - xfs /dev/sdb rw",
        "broken line",
    ]
)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/data", "ext4"),
        ("/mnt/our share/viewer", "cifs"),
        ("/home/li", "nfs4"),
        ("/home/li/data/viewer", "xfs"),
        ("/home2", "ext4"),
    ],
)
def test_the_nearest_mount_point_counts(folder, kind):
    assert kind_of_mount(MOUNTS, Path(folder)) == kind


def test_the_disk_of_the_tests_is_here(tmp_path):
    assert not is_on_network(tmp_path)
