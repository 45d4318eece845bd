"""Names in bars are the service's: text, whatever they look like."""

import pytest
from PySide6.QtWidgets import QApplication

from viewer.ui.card_rows import Bar
from viewer.ui.panels.card_drawings import BarsView


@pytest.mark.usefixtures("themed")
def test_the_name_of_a_class_is_no_markup(qapp: QApplication) -> None:
    bars = BarsView([Bar('<img src="file:///etc/hosts">', 0.5, "50.0 %")])

    assert "&lt;img" in bars.toolTip()
    assert "<img" not in bars.toolTip()
    bars.deleteLater()
