"""The key pictures of a report."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.dressed_builders import add_plane
from tests.image_builders import write_series
from tests.overlay_builders import a_finding
from viewer.domain.standing import Decision
from viewer.export.key_picture import KeyPicture, draw_key_picture
from viewer.export.slices import volume_with
from viewer.imaging.scan import scan
from viewer.overlay.wording import ENGLISH
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("is_shown", [True, False])
def test_graphics_of_the_file_are_on_paper_only_where_the_identity_is(tmp_path, is_shown) -> None:
    lines = np.zeros((60, 80), bool)
    lines[5:55, 5:75] = True
    write_series(
        tmp_path,
        slices=1,
        rows=60,
        columns=80,
        values=lambda _: np.full((60, 80), -1000, np.int16),
        edit=lambda data, _: add_plane(data, lines),
    )
    (stack,) = scan([tmp_path]).stacks
    finding = a_finding(slice_index=0)
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture = KeyPicture(volume_with(stack, [0]), finding, Decision.UNDECIDED, ENGLISH, is_shown)

    draw_key_picture(painter, QRectF(0, 0, 150, 150), picture)
    painter.end()

    white = (to_array(image) > 250).all(axis=-1)
    assert bool(white.mean() > 0.01) == is_shown
