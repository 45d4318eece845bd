"""Writes docs/conformance-photos.md: every picture beside Pillow's and OpenCV's rendering."""

import os
import sys
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, features

from viewer.imaging.photos.layout import PhotoPage, photo_pages
from viewer.imaging.photos.photo import decode_photo
from viewer.imaging.problems import NotReadable
from viewer.imaging.sniff import HEAD_BYTES, PHOTOGRAPHS, sniff

PAGE = Path(__file__).parent.parent.parent / "docs" / "conformance-photos.md"
_CLOSE = 2
_SHARE = 0.999

EXCEPTIONS = {
    "broken_data_stream.png": "cut short: what is there is shown, and said",
    "truncated_end_chunk.png": "cut short: what is there is shown, and said",
    "truncated_image.png": "cut short: what is there is shown, and said",
    "truncated_jpeg.jpg": "cut short: what is there is shown, and said",
    "i_trns.png": "its transparent grey is shown white; the others leave it as it is",
    "hopper.Lab.tif": "CIELAB, which the others do not show",
    "icc_profile_big.jpg": "shown through its colour profile, which the others leave out",
    "9bit.j2k": "the nine bits as they are, equal to OpenCV; Pillow lifts them to sixteen",
    "12bit.cropped.tif": "packed 12 bit: equal to Pillow and to 12in16bit.tif, OpenCV is wrong",
}
"""Pictures that differ, by name, with the reason."""

_INTRODUCTION = """\
# Conformance: photographs as other programs show them

Written by `make conformance`; `tests/conformance/test_photos.py` keeps it true. Each picture of \
the public test images is decoded here and by Pillow {pillow} and OpenCV {opencv} (a file that \
OpenCV does not open: `–`). **equal**: at least 99.9 % of the values within {close}; grey of 16 \
and 32 bit and floating point equal in every value. Pictures with a colour profile are shown in \
sRGB here; Pillow and OpenCV leave the profile out.

"""


@dataclass(frozen=True)
class PhotoResult:
    """What became of one picture of a file."""

    name: str
    said: str
    form: str
    verdict: str

    @property
    def row(self) -> str:
        return f"|{self.name}|{self.form}|{self.verdict}|{self.said}|"


def compared_photos(data: Path) -> tuple[PhotoResult, ...]:
    """Compare all pictures below a folder, in the order of their names."""
    paths = sorted(path for path in data.rglob("*") if path.is_file() and is_photograph(path))
    return tuple(_result(path, path.relative_to(data).as_posix()) for path in paths)


def is_photograph(path: Path) -> bool:
    """Tell by its first bytes whether a file is a picture."""
    with path.open("rb") as stream:
        return sniff(stream.read(HEAD_BYTES)) in PHOTOGRAPHS


def _result(path: Path, name: str) -> PhotoResult:
    content = path.read_bytes()
    try:
        pages = photo_pages(content)
        photo = decode_photo(content, pages[0].number)
    except NotReadable as error:
        return PhotoResult(
            name, ": ".join(filter(None, (error.reason, error.detail))), "", "refused"
        )
    form = f"{_form(pages[0])}{f' × {len(pages)}' if len(pages) > 1 else ''}"
    assert photo.pixels.shape[:2] == (pages[0].height, pages[0].width)
    if path.name in EXCEPTIONS:
        assert photo.is_whole is ("cut short" not in EXCEPTIONS[path.name])
        return PhotoResult(name, EXCEPTIONS[path.name], form, "named")
    others = {"Pillow": _pillow(content), "OpenCV": _opencv(content)}
    found = {by: _agreement(photo.pixels, other) for by, other in others.items()}
    said = " · ".join(f"{by} {_percent(value)}" for by, value in found.items())
    known = [value for value in found.values() if value is not None]
    is_equal = all(value >= _SHARE for value in known)
    return PhotoResult(name, said, form, "equal" if is_equal else "differs")


def _form(page: PhotoPage) -> str:
    kind = "colour" if page.layout.samples == 3 else f"grey {page.layout.dtype}"
    return f"{page.width} × {page.height} {kind}"


def _pillow(content: bytes) -> NDArray[np.generic]:
    with Image.open(BytesIO(content)) as image:
        upright = ImageOps.exif_transpose(image)
        if upright.mode.startswith(("I", "F")):
            return np.asarray(upright)
        if "transparency" in upright.info or upright.mode.endswith(("A", "a")):
            rgba = upright.convert("RGBA")
            ground = Image.new("RGBA", rgba.size, "white")
            return np.asarray(Image.alpha_composite(ground, rgba).convert("RGB"))
        return np.asarray(upright.convert("RGB"))


def _opencv(content: bytes) -> NDArray[np.generic] | None:
    """Return OpenCV's rendering; None where it has none, or lets transparency count as opaque."""
    with Image.open(BytesIO(content)) as image:
        is_clear = "transparency" in image.info or image.mode in {"RGBA", "LA"}
        is_deep = image.mode.startswith(("I", "F"))
    if is_clear:
        return None
    how = cv2.IMREAD_ANYDEPTH if is_deep else cv2.IMREAD_COLOR
    decoded = cv2.imdecode(np.frombuffer(content, np.uint8), how)
    if decoded is None:
        return None
    return decoded if decoded.ndim == 2 else decoded[:, :, ::-1]


def _agreement(ours: NDArray[np.generic], other: NDArray[np.generic] | None) -> float | None:
    """Return the share of values that agree; None where there is nothing to compare with."""
    if other is None:
        return None
    if ours.ndim == 2 and other.ndim == 3:
        ours = np.repeat(ours[:, :, None], 3, axis=2)
    if ours.shape != other.shape:
        return 0.0
    if ours.dtype != np.uint8:
        return float(np.mean(ours == other))
    apart = np.abs(ours.astype(np.int16) - other.astype(np.int16))
    return float(np.mean(apart <= _CLOSE))


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}".replace("%", " %")


def page(results: tuple[PhotoResult, ...]) -> str:
    """Return the whole page."""
    counts = Counter(result.verdict for result in results)
    total = " · ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    head = _INTRODUCTION.format(
        pillow=features.version("pil"), opencv=cv2.__version__, close=_CLOSE
    )
    table = ["|file|picture|result|share that agrees|", "|---|---|---|---|"]
    rows = [result.row for result in results]
    return head + "\n".join([f"**{len(results)} pictures: {total}.**", "", *table, *rows]) + "\n"


def main() -> None:
    """Compare everything and write the page."""
    shared = os.environ.get("VIEWER_SHARED", Path(__file__).parents[3] / "shared")
    data = Path(shared) / "data"
    if not data.is_dir():
        sys.exit("the public test images are not here: set VIEWER_SHARED (see CONTRIBUTING.md)")
    PAGE.write_text(page(compared_photos(data)), encoding="utf-8")


if __name__ == "__main__":
    main()
