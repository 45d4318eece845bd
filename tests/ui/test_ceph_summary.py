"""The summary above a cephalogram's table, while a landmark is dragged."""

from viewer.ui.panels.cephalometry import CephPanel

LONG = "a very long sentence about what all these values come to, which takes several lines " * 2


def test_the_table_stays_where_it_is_while_the_summary_gets_shorter(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    panel.head.show_summary(LONG)
    qtbot.waitUntil(lambda: panel.head.summary.height() > 40)
    place = panel.table.y(), panel.head.height()
    panel.head.show_summary("short")
    qtbot.wait(1)

    assert (panel.table.y(), panel.head.height()) == place
