"""All phantoms beside the chest, as files: for demonstrations and for the tests of a client."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from viewer.server.envelope import Json
from viewer.server.phantoms import (
    cephalogram,
    hip_xray,
    intraoral_files,
    intraoral_photo,
    knee_xray,
    lumbar_mr,
    panoramic,
    skin_photo,
)
from viewer.server.phantoms.known import Profile

Kind = Literal["hip", "knee", "lumbar", "skin", "intraoral", "panoramic", "cephalometric"]

KINDS: Final[tuple[Kind, ...]] = (
    *("hip", "knee", "lumbar", "skin"),
    *("intraoral", "panoramic", "cephalometric"),
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file or a folder with one series, and what the endpoint answers to it, if it can.

    `endpoint` is the gateway's number or the dental service's image type, `case` the phantom's name
    within its kind. The truth of a photograph of teeth is about its upright pixels.
    """

    path: Path
    endpoint: str
    case: str
    truth: dict[str, Json] | None


def write_gallery(
    folder: Path, profile: Profile = "standard", kinds: Collection[Kind] = KINDS
) -> tuple[Exhibit, ...]:
    """Write the phantoms into one folder a kind; returns what was written."""
    return tuple(
        exhibit
        for kind in KINDS
        if kind in kinds
        for exhibit in _WRITERS[kind](folder / kind, profile)
    )


def _write_hips(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """Each radiograph as DICOM and as a picture."""
    from PIL import Image

    for case in hip_xray.CASES:
        truth = hip_xray.hip_data(case, profile)
        path = folder / f"{case.name}.dcm"
        pixels = hip_xray.write_hip(path, case, profile)
        yield Exhibit(path, "2477-7", case.name, truth)
        picture = folder / f"{case.name}.png"
        Image.fromarray(hip_xray.picture_of(pixels, case.bits)).save(picture, "PNG")
        yield Exhibit(picture, "2477-7", case.name, truth)


def _write_knees(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    for case in knee_xray.CASES:
        path = folder / f"{case.name}.dcm"
        knee_xray.write_knees(path, case, profile)
        yield Exhibit(path, "2477-3", case.name, knee_xray.knee_data(case, profile))


def _write_spines(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """Each of the three series of a patient is answered alike: their slices are the same."""
    for case in lumbar_mr.CASES:
        truth = lumbar_mr.lumbar_data(case, profile)
        for series in lumbar_mr.write_lumbar(folder / case.name, case, profile):
            yield Exhibit(series, "2477-5", case.name, truth)


def _write_photos(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """The last one is larger than the gateway takes; resampled, it is known to nobody."""
    for case in skin_photo.CASES:
        path = folder / f"{case.name}.png"
        skin_photo.write_skin(path, case, profile)
        yield Exhibit(path, "2477-12", case.name, skin_photo.skin_data(case))
    if profile == "standard":
        case = skin_photo.CASES[0]
        large = folder / f"{case.name}-large.png"
        skin_photo.write_skin(large, case, "large")
        yield Exhibit(large, "2477-12", f"{case.name}-large", None)


def _write_mouths(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """Each photograph with a phone's metadata; one also in all orientations."""
    for case in intraoral_photo.CASES:
        truth = intraoral_photo.intraoral_data(case, profile)
        for suffix in (".jpg", ".png"):
            path = folder / f"{case.name}{suffix}"
            intraoral_files.write_intraoral(path, case, profile)
            yield Exhibit(path, "intraoral", case.name, truth)
    case = intraoral_photo.CASES[1]
    truth = intraoral_photo.intraoral_data(case, profile)
    for path in intraoral_files.write_exif_variants(folder, case, profile):
        yield Exhibit(path, "intraoral", case.name, truth)


def _write_panoramics(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """Each film as DICOM and as a picture."""
    from PIL import Image

    for case in panoramic.CASES:
        truth = panoramic.panoramic_data(case, profile)
        path = folder / f"{case.name}.dcm"
        panoramic.write_panoramic(path, case, profile)
        yield Exhibit(path, "panoramic", case.name, truth)
        picture = path.with_suffix(".png")
        Image.fromarray(panoramic.draw_panoramic(case, profile)).save(picture, "PNG")
        yield Exhibit(picture, "panoramic", case.name, truth)


def _write_cephalograms(folder: Path, profile: Profile) -> Iterator[Exhibit]:
    """Each film as DICOM and as a picture."""
    from PIL import Image

    for case in cephalogram.CASES:
        truth = cephalogram.cephalometric_data(case, profile)
        path = folder / f"{case.name}.dcm"
        pixels = cephalogram.write_cephalogram(path, case, profile)
        yield Exhibit(path, "cephalometric", case.name, truth)
        picture = path.with_suffix(".png")
        Image.fromarray(cephalogram.picture_of(pixels)).save(picture, "PNG")
        yield Exhibit(picture, "cephalometric", case.name, truth)


_WRITERS: Final[dict[Kind, Callable[[Path, Profile], Iterator[Exhibit]]]] = {
    "hip": _write_hips,
    "knee": _write_knees,
    "lumbar": _write_spines,
    "skin": _write_photos,
    "intraoral": _write_mouths,
    "panoramic": _write_panoramics,
    "cephalometric": _write_cephalograms,
}
