"""What the pre-flight sheet says before a picture leaves for a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.preflight import picture_removed_words
from viewer.jobs.pictures import fitted_size
from viewer.storage.settings import ASK_BEFORE_SENDING
from viewer.ui.dialogs.preflight import Preflight, PreflightSheet
from viewer.vendors.similar.rules import SIDE_BELOW
from viewer.words.jobs import LOCAL, cost_words, service_words

if TYPE_CHECKING:
    from viewer.app.similar_desk import SimilarDesk
    from viewer.app.similar_query import Query
    from viewer.ui.main_window import MainWindow


async def may_send(desk: SimilarDesk, database: str, query: Query, window: MainWindow) -> bool:
    """Ask where that is due: before anything goes to a vendor, else where the reader wishes it."""
    if desk.is_local and not desk.library.settings.get(ASK_BEFORE_SENDING):
        return True
    from viewer.ui.ask import ask

    hides = window.actions_by_name["hide-identity"].isChecked()
    sheet = PreflightSheet(preflight_of(desk, database, query, hides_identity=hides), window)
    sheet.send_button.setText(QCoreApplication.translate("Similar", "Search"))
    return await ask(sheet)


def preflight_of(
    desk: SimilarDesk, database: str, query: Query, *, hides_identity: bool
) -> Preflight:
    """Return what the sheet shows."""
    title = query.title(hides_identity=hides_identity)
    cost = (
        cost_words(0, LOCAL)
        if desk.is_local
        else QCoreApplication.translate("Preflight", "one call, billed by the service")
    )
    return Preflight(
        title=QCoreApplication.translate("Similar", "Search for similar cases"),
        series=(
            (QCoreApplication.translate("Preflight", "Series"), title),
            (QCoreApplication.translate("Preflight", "Images"), query.detail),
            (QCoreApplication.translate("Preflight", "Sent as"), _form_words(*query.size)),
            (QCoreApplication.translate("Similar", "Database"), database),
            (QCoreApplication.translate("Preflight", "Cost"), cost),
        ),
        destination=QCoreApplication.translate(
            "Preflight", "the local service: nothing leaves this computer"
        )
        if desk.is_local
        else service_words(desk.service),
        is_local=desk.is_local,
        removed=picture_removed_words(),
    )


def _form_words(columns: int, rows: int) -> str:
    """Return as what the picture leaves, and how large where that is smaller than it is."""
    small = fitted_size(columns, rows, SIDE_BELOW)
    if small == (columns, rows):
        return QCoreApplication.translate("Preflight", "a fresh PNG picture of the pixels alone")
    return QCoreApplication.translate(
        "Preflight", "a fresh PNG picture of the pixels alone, made smaller: {0} × {1}"
    ).format(*small)
