"""Graphics of the file lie where DCMTK draws them."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.dressed_builders import add_embedded_plane, add_plane
from tests.image_builders import write_series
from viewer.export.slices import volume_with
from viewer.imaging.dressed import Shown, dressed, dressing_of
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.scan import scan

_TIMEOUT_S = 20
_SHAPE = (40, 53)


def drawn_by_dcmtk(path: Path, folder: Path) -> NDArray[np.uint8]:
    """Return the picture in the file's first window with all overlays, replaced by white."""
    out = folder / "dcmtk.png"
    command = ["dcm2pnm", "+on", "+Wi", "1", "+O", "0", "+Omr", "+Osf", "1", str(path), str(out)]
    subprocess.run(command, check=True, timeout=_TIMEOUT_S, capture_output=True)
    with Image.open(out) as image:
        return np.asarray(image.convert("L"))


def assert_same(path: Path, folder: Path) -> None:
    """Compare all pixels but those that we darken beside the lines."""
    (stack,) = scan([path]).stacks
    volume, dressing = volume_with(stack, [0]), dressing_of(stack.instances[0])
    assert dressing is not None
    grey = render(volume, 0, default_state(stack, volume))
    ours = dressed(grey, dressing, Shown()).astype(int).reshape(-1)
    theirs = drawn_by_dcmtk(path, folder).astype(int).reshape(-1)
    beside = np.zeros(ours.size, bool)
    beside[dressing.edge.index()] = True
    assert dressing.lines.count > 100
    assert np.all(theirs[dressing.lines.index()] == 255)
    assert np.abs(ours - theirs)[~beside].max() <= 1


@pytest.mark.process
@pytest.mark.usefixtures("dcmtk")
@pytest.mark.parametrize(
    "name",
    [
        "conformance/lut_overlay/MR-SIEMENS-DICOM-WithOverlays.dcm",
        "conformance/colour/examples_overlay.dcm",
        "ct/head_phantom_localizer-mixed/exam_summary/I10",
        "ct/head_phantom_localizer-mixed/exam_summary/I20",
    ],
)
def test_real_graphics_lie_where_dcmtk_draws_them(shared_data, tmp_path, name) -> None:
    assert_same(shared_data / name, tmp_path)


@pytest.mark.process
@pytest.mark.usefixtures("dcmtk")
@pytest.mark.parametrize("kind", ["own", "embedded", "beyond the edge"])
def test_made_graphics_lie_where_dcmtk_draws_them(tmp_path, kind) -> None:
    bits = np.random.default_rng(4).random(_SHAPE) < 0.2
    grey = np.arange(bits.size, dtype=np.uint16).reshape(_SHAPE)
    words = grey | bits.astype(np.uint16) << 13 if kind == "embedded" else grey

    def edit(data, _):
        if kind == "embedded":
            add_embedded_plane(data, _SHAPE, 13)
        else:
            add_plane(data, bits, origin=(1, 1) if kind == "own" else (-7, 20))

    (path,) = write_series(
        tmp_path / "in",
        slices=1,
        rows=_SHAPE[0],
        columns=_SHAPE[1],
        values=lambda _: words,
        bits_stored=12,
        signed=False,
        windows=((1000, 2000),),
        edit=edit,
    )

    assert_same(path, tmp_path)
