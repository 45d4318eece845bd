"""The window: docks, toolbar, menus and the place for the image. It shows and asks; no logic.

What is shown here first must not import the image libraries: they come after the first paint.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.action_set import ActionSet
from viewer.ui.docks import Dock
from viewer.ui.icons import application_icon, icon
from viewer.ui.menus import Menus, build_menus
from viewer.ui.start_page import StartPage
from viewer.ui.status_bar import StatusBar
from viewer.ui.theme import current
from viewer.ui.toast import Toast

if TYPE_CHECKING:  # imported after the first paint
    from viewer.ui.banner import Banner
    from viewer.ui.panels.consultation import ConsultationPanel
    from viewer.ui.panels.details import DetailsPanel
    from viewer.ui.panels.findings import FindingsPanel
    from viewer.ui.panels.jobs import JobsPanel
    from viewer.ui.panels.report import ReportPanel
    from viewer.ui.panels.studies import StudiesPanel
    from viewer.ui.reading_tabs import ReadingTabs

_ICON: Final = QSize(20, 20)
_SMALLEST: Final = QSize(880, 480)  # 1366 × 768 at 150 % less the title and the task bar
_FIRST: Final = QSize(1366, 768)
_LEFT: Final = 272
_RIGHT: Final = 348
_BOTTOM: Final = 132


class MainWindow(QMainWindow):
    """All the furniture. Controllers in `viewer.app` fill it and listen to it.

    It is shown with its toolbar, its invitation and empty docks; `furnish` puts the panels in.
    """

    paths_dropped = Signal(list)
    close_wanted = Signal()
    painted = Signal()
    """Once, after the first paint of the window's content."""
    read_only_changed = Signal(str)
    """Why nothing can be changed in the library, in words; empty: it can be."""

    studies: "StudiesPanel"
    findings: "FindingsPanel"
    report: "ReportPanel"
    details: "DetailsPanel"
    consultation: "ConsultationPanel"
    jobs: "JobsPanel"
    tabs: "ReadingTabs"
    banner: "Banner"

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(QCoreApplication.translate("MainWindow", "Viewer"))
        self.setMinimumSize(_SMALLEST)
        self.resize(_FIRST)
        self.setAcceptDrops(True)
        self.may_close = False
        self.is_held_back: Callable[[], bool] = lambda: False
        """Asked when somebody wants to close: something would be lost, and the person is asked."""
        self._was_painted = False
        self._image_page: QWidget | None = None
        self.actions_by_name = ActionSet(self)
        self.start_page = StartPage()
        self.status = StatusBar()
        self._centre = QStackedWidget()
        self._centre.setObjectName("centre")
        self._centre.addWidget(self.start_page)
        self._column = QWidget()
        layout = QVBoxLayout(self._column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._centre, 1)
        self.setCentralWidget(self._column)
        self.setStatusBar(self.status)
        self._docks: dict[str, Dock] = {}
        self._make_docks()
        self.menus: Menus = build_menus(self, self.actions_by_name)
        self._add_panel_toggles()
        self.toolbar = self._made_toolbar()
        self.toast = Toast(self._centre)
        self._connect_start_page()

    def furnish(self) -> None:
        """Put panels into the docks and icons into the menus: once, after the first paint."""
        from viewer.domain.consultation import ANSWER_CHARACTERS
        from viewer.ui.panels.consultation import ConsultationPanel
        from viewer.ui.panels.details import DetailsPanel
        from viewer.ui.panels.findings import FindingsPanel
        from viewer.ui.panels.jobs import JobsPanel
        from viewer.ui.panels.report import ReportPanel
        from viewer.ui.panels.studies import StudiesPanel

        self.studies = StudiesPanel()
        self.findings = FindingsPanel()
        self.report = ReportPanel()
        self.details = DetailsPanel()
        self.consultation = ConsultationPanel(ANSWER_CHARACTERS)
        self.jobs = JobsPanel()
        self.tabs = self._made_tabs()
        contents = {"studies": self.studies, "reading": self.tabs, "jobs": self.jobs}
        for name, content in contents.items():
            self._docks[name].setWidget(content)
        self._put_banner()
        self.actions_by_name.retheme()
        self.setWindowIcon(application_icon())
        self._size_docks()

    def set_read_only(self, reason: str) -> None:
        """Let nothing be changed, and say why; with an empty reason let it again."""
        self.actions_by_name.refuse_changes(reason)
        self.read_only_changed.emit(reason)

    def show_findings(self) -> None:
        """Bring the list of findings to the front, also where its dock was closed."""
        self.show_tab(self.findings)

    def show_tab(self, page: QWidget) -> None:
        """Bring a tab of the reading to the front, also where its dock was closed."""
        self._docks["reading"].show()
        self.tabs.setCurrentWidget(page)

    def show_consultation(self) -> None:
        """Bring the questions and answers to the front."""
        self.show_tab(self.consultation)
        self.consultation.composer.text.setFocus()

    def show_jobs_note(self, text: str) -> None:
        """Say at the head of the jobs what they come to."""
        self._docks["jobs"].show_note(text)

    def show_start_page(self) -> None:
        """Show the invitation."""
        self._centre.setCurrentWidget(self.start_page)

    def show_image_page(self, page: QWidget) -> None:
        """Show the image; `page` becomes part of the window the first time."""
        if self._centre.indexOf(page) < 0:
            self._centre.addWidget(page)
            self.actions_by_name.give_image_keys_to(page)
        self._image_page = page
        self._centre.setCurrentWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show something else than an image in the centre."""
        if self._centre.indexOf(page) < 0:
            self._centre.addWidget(page)
        self._centre.setCurrentWidget(page)

    def shows(self, page: QWidget) -> bool:
        """Tell whether a page is in front."""
        return self._centre.currentWidget() is page

    @property
    def shows_image(self) -> bool:
        """Tell whether the image is in front, not the invitation or a document."""
        return self._image_page is not None and self.shows(self._image_page)

    def layout_state(self) -> tuple[bytes, bytes]:
        """Return the geometry and the arrangement, to be given to `restore_layout` again."""
        return bytes(self.saveGeometry().data()), bytes(self.saveState().data())

    def restore_layout(self, geometry: bytes, state: bytes) -> None:
        """Put the window back where it was; a screen that is gone is taken care of by Qt."""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        if state:
            self.restoreState(QByteArray(state))

    def retheme(self) -> None:
        """Recolour what is not coloured by palette and style sheet."""
        self.actions_by_name.retheme()
        self.analyse_button.setIcon(icon("analyse", current().on_accent))
        self.preset_button.setIcon(icon("window"))
        for part in (self.studies, self.findings, self.start_page, *self._docks.values()):
            part.retheme()  # type: ignore[attr-defined]
        self.banner.retheme()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            event.accept()
            return
        event.ignore()
        if not self.is_held_back():
            self.close_wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.start_page.set_drop_active(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start_page.set_drop_active(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start_page.set_drop_active(False)
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def event(self, event: QEvent) -> bool:
        """Leave Space to a button, slider or box that has the focus, and Escape to a text.

        Qt asks the parents of the focus too before a key counts as a shortcut. A filter on the
        application would be asked for every event of every widget: that stalls while threads work.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape and self._is_asking
            if is_escape or _has_own_use(QApplication.focusWidget(), event.key()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put off a question of the findings, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and self._is_asking:
            self.findings.put_off_question()
        else:
            super().keyPressEvent(event)

    @property
    def _is_asking(self) -> bool:
        panel = getattr(self, "findings", None)  # not there before the first picture
        return panel is not None and bool(panel.is_asking)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Give the keys to the image when what has the focus goes away, not to the next button."""
        focus = QApplication.focusWidget()
        is_gone = focus is not None and not (focus.isVisible() and focus.isEnabled())
        image = self._centre.currentWidget()
        if is_gone and image is not None and self.shows_image:
            image.setFocus()
            return True
        return super().focusNextPrevChild(is_next)

    def _made_tabs(self) -> "ReadingTabs":
        from viewer.ui.reading_tabs import ReadingTabs

        tabs = ReadingTabs()
        tabs.setDocumentMode(True)
        tabs.addTab(self.findings, QCoreApplication.translate("MainWindow", "Findings"))
        tabs.addTab(self.report, QCoreApplication.translate("MainWindow", "Report"))
        tabs.addTab(self.details, QCoreApplication.translate("MainWindow", "Details"))
        tabs.addTab(self.consultation, QCoreApplication.translate("MainWindow", "Q&&A"))
        tabs.setMinimumWidth(300)
        tabs.setAccessibleName(QCoreApplication.translate("MainWindow", "Reading"))
        return tabs

    def _put_banner(self) -> None:
        """Put the place for a standing notice over the centre."""
        from viewer.ui.banner import Banner

        self.banner = Banner()
        column = self._column.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.banner)

    def _make_docks(self) -> None:
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        areas = {
            "studies": (
                QCoreApplication.translate("MainWindow", "Studies"),
                Qt.DockWidgetArea.LeftDockWidgetArea,
            ),
            "reading": (
                QCoreApplication.translate("MainWindow", "Reading"),
                Qt.DockWidgetArea.RightDockWidgetArea,
            ),
            "jobs": (
                QCoreApplication.translate("MainWindow", "Jobs"),
                Qt.DockWidgetArea.BottomDockWidgetArea,
            ),
        }
        for name, (title, area) in areas.items():
            self._docks[name] = Dock(name, title, self)
            self.addDockWidget(area, self._docks[name])
        self._size_docks()

    def _size_docks(self) -> None:
        docks = self._docks
        sides = [docks["studies"], docks["reading"]]
        self.resizeDocks(sides, [_LEFT, _RIGHT], Qt.Orientation.Horizontal)
        self.resizeDocks([docks["jobs"]], [_BOTTOM], Qt.Orientation.Vertical)

    def _add_panel_toggles(self) -> None:
        self.menus.view.addSeparator()
        for name, key in (("studies", "F8"), ("reading", "F9"), ("jobs", "F10")):
            toggle = self._docks[name].toggleViewAction()
            toggle.setShortcut(key)
            self.menus.view.addAction(toggle)

    def _made_toolbar(self) -> QToolBar:
        bar = QToolBar(QCoreApplication.translate("MainWindow", "Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(_ICON)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.analyse_button = self._menu_button(
            QCoreApplication.translate("MainWindow", "Analyse"), "analyse"
        )
        self.analyse_button.setObjectName("primary")
        self.analyse_button.setIcon(icon("analyse", current().on_accent))
        self.analyse_button.setMenu(self.menus.analyse)
        self.analyse_button.setEnabled(False)
        self.preset_button = self._menu_button(
            QCoreApplication.translate("MainWindow", "Window"), "window"
        )
        self.preset_button.setToolTip(
            QCoreApplication.translate("MainWindow", "Grey window: presets on the digit keys")
        )
        self.preset_button.setMenu(self.menus.presets)
        self.preset_button.setEnabled(False)
        self._fill_toolbar(bar)
        self.addToolBar(bar)
        rest = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if rest is not None:
            rest.setAccessibleName(bar.windowTitle())
        return bar

    def _fill_toolbar(self, bar: QToolBar) -> None:
        groups: Sequence[Sequence[str | QWidget]] = (
            ("open", "open-folder"),
            (self.analyse_button,),
            (self.preset_button, "invert"),
            ("fit", "one-to-one", "rotate-right", "flip-horizontal", "flip-vertical", "reset"),
            ("overlays", "finding-previous", "finding-next"),
            ("undo", "redo"),
            ("copy", "export", "hide-identity", "settings"),
        )
        for number, group in enumerate(groups):
            if number:
                bar.addSeparator()
            for part in group:
                if isinstance(part, str):
                    self.actions_by_name.give_icon(part)
                    bar.addAction(self.actions_by_name[part])
                else:
                    bar.addWidget(part)

    def _menu_button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setIcon(icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _connect_start_page(self) -> None:
        self.start_page.files_wanted.connect(self.actions_by_name["open"].trigger)
        self.start_page.folder_wanted.connect(self.actions_by_name["open-folder"].trigger)


def _has_own_use(focus: QWidget | None, key: int) -> bool:
    """Tell whether the widget that has the focus does something of its own with a key."""
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSlider,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
    )

    if key == Qt.Key.Key_Space:
        return isinstance(focus, QAbstractButton | QComboBox | QAbstractSlider)
    return key == Qt.Key.Key_Escape and isinstance(focus, QLineEdit | QPlainTextEdit)
