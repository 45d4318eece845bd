"""The made-up patients for looking around: drawn once, kept in the cache."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from viewer.foundation.folders import Folders

DemoSize = Literal["full", "small"]
_DONE: Final = "complete"
_VERSION: Final = 3
"""Goes up when a phantom is drawn otherwise: the service knows those that it draws today."""


@dataclass(frozen=True, slots=True)
class DemoStudies:
    """Where the studies lie: a chest now and before, radiographs, a spine, photographs, teeth."""

    root: Path

    @property
    def chest(self) -> Path:
        """The chest CT that is read: nodules, calcium, opacities, broken ribs."""
        return self.root / "chest"

    @property
    def chest_before(self) -> Path:
        """The same patient's earlier CT."""
        return self.root / "chest-before"

    @property
    def hip(self) -> Path:
        """A radiograph of the pelvis with a broken femoral neck."""
        return self.root / "hip" / "garden-3-right.dcm"

    @property
    def knees(self) -> Path:
        """A radiograph of both knees, one of them operated on."""
        return self.root / "knee" / "operated-pair.dcm"

    @property
    def spine(self) -> Path:
        """Three series of a lumbar spine."""
        return self.root / "lumbar" / "degenerated"

    @property
    def skin(self) -> Path:
        """A photograph of a child's rash."""
        return self.root / "skin" / "varicella.png"

    @property
    def mouth(self) -> Path:
        """A photograph of teeth with caries, as a phone keeps it."""
        return self.root / "intraoral" / "decayed.jpg"

    @property
    def jaws(self) -> Path:
        """A panoramic radiograph with fillings, a crown and a root filling."""
        return self.root / "panoramic" / "permanent.dcm"

    @property
    def profile(self) -> Path:
        """A lateral cephalogram with a ruler."""
        return self.root / "cephalometric" / "class-1.dcm"

    @property
    def paths(self) -> tuple[str, ...]:
        """All that is opened, what is shown first in front."""
        images = (self.chest, self.chest_before, self.hip, self.knees, self.spine, self.skin)
        return tuple(map(str, (*images, self.mouth, self.jaws, self.profile)))


def demo_studies(folders: Folders, size: DemoSize = "full") -> DemoStudies:
    """Return the demo studies; draws them first where they are not there. Blocking."""
    root = folders.cache / f"demo-{size}-{_VERSION}"
    marker = root.with_suffix(".done")
    studies = DemoStudies(root)
    if not marker.exists():
        _draw(studies, size)
        marker.write_text(_DONE, encoding="ascii")
    return studies


def _draw(studies: DemoStudies, size: DemoSize) -> None:
    from viewer.server.phantoms import hip_xray, knee_xray, lumbar_mr, skin_photo
    from viewer.server.phantoms.chest_ct import write_chest_ct

    is_small = size == "small"
    for folder, timepoint in ((studies.chest, 2), (studies.chest_before, 1)):
        folder.mkdir(parents=True, exist_ok=True)
        profile: Literal["small-screening", "screening"]
        profile = "small-screening" if is_small else "screening"
        write_chest_ct(folder, profile=profile, timepoint=timepoint)
    single: Literal["small", "standard"] = "small" if is_small else "standard"
    for file in (studies.hip, studies.knees, studies.skin):
        file.parent.mkdir(parents=True, exist_ok=True)
    hips = {case.name: case for case in hip_xray.CASES}
    hip_xray.write_hip(studies.hip, hips[studies.hip.stem], single)
    knees = {case.name: case for case in knee_xray.CASES}
    knee_xray.write_knees(studies.knees, knees[studies.knees.stem], single)
    spines = {case.name: case for case in lumbar_mr.CASES}
    lumbar_mr.write_lumbar(studies.spine, spines[studies.spine.name], single)
    photos = {case.name: case for case in skin_photo.CASES}
    skin_photo.write_skin(studies.skin, photos[studies.skin.stem], single)
    _draw_teeth(studies, single)


def _draw_teeth(studies: DemoStudies, size: Literal["small", "standard"]) -> None:
    from viewer.server.phantoms import (
        cephalogram,
        intraoral_files,
        intraoral_photo,
        panoramic,
    )

    mouths = {case.name: case for case in intraoral_photo.CASES}
    intraoral_files.write_intraoral(studies.mouth, mouths[studies.mouth.stem], size)
    jaws = {case.name: case for case in panoramic.CASES}
    panoramic.write_panoramic(studies.jaws, jaws[studies.jaws.stem], size)
    profiles = {case.name: case for case in cephalogram.CASES}
    studies.profile.parent.mkdir(parents=True, exist_ok=True)
    cephalogram.write_cephalogram(studies.profile, profiles[studies.profile.stem], size)
