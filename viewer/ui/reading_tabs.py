"""The tabs of the reading; some of them are there only where there is something for them."""

from PySide6.QtWidgets import QTabWidget, QWidget


class ReadingTabs(QTabWidget):
    """Tabs of which some follow the finding that is selected in the image, as the list does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following: list[QWidget] = []

    def add_following(self, page: QWidget, title: str, after: QWidget) -> None:
        """Put in a tab, hidden, behind another; a click on a finding leaves it in front."""
        self._following.append(page)
        self.insertTab(self.indexOf(after) + 1, page, title)
        self.setTabVisible(self.indexOf(page), False)

    def offer(self, page: QWidget, *, is_offered: bool) -> None:
        """Show the tab of a page, or hide it."""
        index = self.indexOf(page)
        if self.isTabVisible(index) != is_offered:
            self.setTabVisible(index, is_offered)

    def show_for_click(self, page: QWidget) -> None:
        """Bring a page forward unless the one in front follows the findings by itself."""
        if self.currentWidget() not in self._following:
            self.setCurrentWidget(page)
