"""A viewport with a stack in it."""

import pytest

from tests.viewport_builders import a_description, a_volume
from viewer.ui.viewport.widget import Viewport


@pytest.fixture
def viewport(qtbot):
    widget = Viewport()
    qtbot.addWidget(widget)
    widget.resize(701, 481)
    widget.show()
    widget.show_volume(a_volume(), a_description())
    return widget
