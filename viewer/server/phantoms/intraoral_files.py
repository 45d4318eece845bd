"""The photographs of teeth as files, as a camera writes them: turned, marked, full of metadata.

A camera that is held upright stores its pixels lying and says so in the EXIF tag Orientation (1 to
8; CIPA DC-008, 4.6.4, tag 0x0112). The service counts in the pixels that it is sent and knows of no
tag, so a client has to turn the pixels before it sends them, as a fresh PNG. What it then sends are
the pixels *as decoded from the JPEG*, which differ a little from those that were drawn, and
differently for each orientation, since JPEG's blocks lie differently on a turned picture. Hence a
photograph is known in nine versions: as it was drawn, and as decoded from each of the eight files
and turned.
"""

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.intraoral_photo import (
    CASES,
    IntraoralCase,
    Profile,
    draw_intraoral,
)

if TYPE_CHECKING:
    from PIL import Image

Picture = NDArray[np.uint8]
Turn = Callable[[Picture], Picture]

ORIENTATIONS: Final = range(1, 9)
_QUALITY: Final = 95
_ORIENTATION: Final = 0x0112
_IFD_EXIF: Final = 0x8769
_IFD_GPS: Final = 0x8825
# From the upright pixels to the stored ones.
_STORED: Final[dict[int, Turn]] = {
    1: lambda upright: upright,
    2: np.fliplr,
    3: lambda upright: np.rot90(upright, 2),
    4: np.flipud,
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: np.rot90(upright, 1),
    7: lambda upright: np.rot90(upright, 2).transpose(1, 0, 2),
    8: lambda upright: np.rot90(upright, -1),
}
_UPRIGHT: Final[dict[int, Turn]] = {
    **_STORED,
    6: lambda stored: np.rot90(stored, -1),
    8: lambda stored: np.rot90(stored, 1),
}
# What a phone writes beside the picture, and what must not leave the house.
PLANTED: Final = {
    "make": "Phantom Camera Works",
    "model": "PCW Dental 7",
    "artist": "Kouqiang^Ti",
    "description": "Kou Qiang Ti, MRN 7700412",
    "owner": "Dr. Planted Owner",
    "serial": "SN-PLANTED-0815",
    "time": "2024:03:05 14:22:07",
}


def write_intraoral(path: Path, case: IntraoralCase, profile: Profile = "standard") -> None:
    """Write the photograph as PNG or JPEG, by the name; both with a phone's metadata."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = "PNG" if path.suffix == ".png" else "JPEG"
    path.write_bytes(_file(_drawn(case, profile), 1, kind, is_marked=True))


def write_exif_variants(
    folder: Path, case: IntraoralCase, profile: Profile = "standard"
) -> tuple[Path, ...]:
    """Write the photograph with each of the eight orientations, as JPEG and as PNG with eXIf."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for orientation in ORIENTATIONS:
        for kind, suffix in (("JPEG", ".jpg"), ("PNG", ".png")):
            path = folder / f"{case.name}-orientation-{orientation}{suffix}"
            path.write_bytes(_file(_drawn(case, profile), orientation, kind))
            written.append(path)
    return tuple(written)


def versions_of(case: IntraoralCase, profile: Profile) -> Iterator[Picture]:
    """Give the upright pixels of the photograph as drawn, then as decoded from each JPEG."""
    from PIL import Image

    drawn = _drawn(case, profile)
    yield drawn
    for orientation in ORIENTATIONS:
        content = _file(drawn, orientation, "JPEG")
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            yield _UPRIGHT[orientation](np.asarray(picture))


def _drawn(case: IntraoralCase, profile: Profile) -> Picture:
    return _drawn_by_name(case.name, profile)


@cache
def _drawn_by_name(name: str, profile: Profile) -> Picture:
    return draw_intraoral(next(case for case in CASES if case.name == name), profile)


def _file(upright: Picture, orientation: int, kind: str, *, is_marked: bool = False) -> bytes:
    """Return the file; JPEG without subsampling, so that every decoder finds the same colours."""
    from PIL import Image

    stored = np.ascontiguousarray(_STORED[orientation](upright))
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    if is_marked:
        _plant(exif)
    content = io.BytesIO()
    options = {"quality": _QUALITY, "subsampling": 0} if kind == "JPEG" else {}
    Image.fromarray(stored).save(content, kind, exif=exif, **options)
    return content.getvalue()


def _plant(exif: "Image.Exif") -> None:
    """Add device, names, time and place."""
    exif[0x010F], exif[0x0110] = PLANTED["make"], PLANTED["model"]
    exif[0x013B], exif[0x010E] = PLANTED["artist"], PLANTED["description"]
    exif[0x0132] = PLANTED["time"]
    inner = exif.get_ifd(_IFD_EXIF)
    inner[0x9003] = inner[0x9004] = PLANTED["time"]
    inner[0xA430], inner[0xA431] = PLANTED["owner"], PLANTED["serial"]
    place = exif.get_ifd(_IFD_GPS)
    place[1], place[2] = "N", (31.0, 13.0, 49.0)
    place[3], place[4] = "E", (121.0, 28.0, 25.0)
