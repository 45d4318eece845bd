"""A series from files in a viewport: the parts that other tests replace are the real ones."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from tests.image_builders import pattern, write_series
from tests.viewport_driving import place_of
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.ui.viewport.panel import ViewportPanel


@pytest.fixture
def stack(tmp_path):
    write_series(
        tmp_path,
        slices=7,
        rows=40,
        columns=60,
        spacing=(0.6, 0.6),
        reverse=True,
        intercept=-100.0,
    )
    return scan([tmp_path]).studies[0].stacks[0]


@pytest.fixture
def panel(qtbot):
    widget = ViewportPanel()
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    widget.show()
    return widget


def test_the_first_image_is_there_before_the_rest_is_read(panel, stack):
    loader = VolumeLoader(stack)
    read = []
    panel.viewport.show_volume(loader.volume, stack.description)
    before = panel.viewport.grab().toImage()

    loader.run(on_slice=read.append, is_cancelled=lambda: bool(read))
    panel.viewport.slice_loaded(read[0])

    assert read == [panel.viewport.state.slice_index]
    assert panel.viewport.grab().toImage() != before
    assert panel.viewport.scene.loaded_share == pytest.approx(1 / 7)


def test_values_under_the_pointer_are_those_of_the_file(panel, stack):
    loader = VolumeLoader(stack)
    loader.run()
    panel.viewport.show_volume(loader.volume, stack.description)
    probes = []
    panel.viewport.probe_changed.connect(probes.append)

    panel.viewport.go_to_slice(5)
    place = place_of(panel.viewport, 33.5, 21.5)
    panel.viewport.probe_at(place.x(), place.y())

    assert probes[-1].value == pattern(5, 40, 60)[21, 33] - 100.0
    assert probes[-1].unit == "HU"


def test_the_pixels_on_the_screen_are_the_window_of_the_file(panel, stack):
    loader = VolumeLoader(stack)
    loader.run()
    view = panel.viewport
    view.show_volume(loader.volume, stack.description)
    view.set_text_visible(False)
    view.one_to_one()
    view.go_to_slice(2)

    image = view.grab().toImage()
    x, y = (round(value) for value in view.state.camera.to_device((0.0, 0.0)))
    shown = [image.pixelColor(QPoint(x + column, y + 9)).red() for column in range(60)]

    values = pattern(2, 40, 60)[9] - 100.0
    # PS3.3 C.11.2.1.2.1 with center 40, width 400
    expected = np.clip(((values - 39.5) / 399 + 0.5) * 255, 0, 255).round()
    assert shown == expected.astype(int).tolist()
