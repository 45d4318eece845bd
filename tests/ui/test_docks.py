"""The image has most of the window from the beginning."""

from PySide6.QtWidgets import QApplication

from viewer.ui.main_window import MainWindow


def test_the_panels_leave_the_image_most_of_the_window(themed: QApplication) -> None:
    window = MainWindow()
    window.resize(1440, 900)
    window.show()
    themed.processEvents()
    window.furnish()
    themed.processEvents()

    jobs, centre = window.jobs.parentWidget(), window.centralWidget()

    assert jobs is not None
    assert jobs.height() < 150
    assert centre.height() > 600
    assert centre.width() > 750
    window.may_close = True
    window.close()
