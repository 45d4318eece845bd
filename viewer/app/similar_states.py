"""What the tab of similar cases says in place of results."""

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.ui.panels.similar_rows import Page, PageKind
from viewer.vendors.errors import UnknownOutcome, Unreachable
from viewer.words.errors import error_words


def loading_page() -> Page:
    """Databases are being listed."""
    return Page(
        kind=PageKind.LOADING,
        title=QCoreApplication.translate("Similar", "Looking for databases…"),
        is_busy=True,
    )


def no_database_page(*, may_create: bool) -> Page:
    """There is none yet: what one is for."""
    return Page(
        kind=PageKind.NO_DATABASE,
        title=QCoreApplication.translate("Similar", "Have I seen this before?"),
        detail=QCoreApplication.translate(
            "Similar",
            "A database keeps pictures of your cases. Ask it about any image, and it shows those "
            "that look most alike. Create one, add key images to it, then search.",
        ),
        action=QCoreApplication.translate("Similar", "Create a database…") if may_create else "",
    )


def ready_page(database: str) -> Page:
    """A search can be made."""
    return Page(
        kind=PageKind.READY,
        title=QCoreApplication.translate("Similar", "Have I seen this before?"),
        detail=QCoreApplication.translate(
            "Similar", "Search in {0} with the image on the screen, or with a part of it."
        ).format(database),
    )


def searching_page(database: str) -> Page:
    """A search is on its way."""
    return Page(
        kind=PageKind.SEARCHING,
        title=QCoreApplication.translate("Similar", "Searching in {0}…").format(database),
        is_busy=True,
    )


def nothing_page() -> Page:
    """The search found nothing."""
    return Page(
        kind=PageKind.NOTHING,
        title=QCoreApplication.translate("Similar", "No picture in this database is like it"),
        detail=QCoreApplication.translate(
            "Similar", "Try another region or grey window, or another database."
        ),
    )


def empty_page(*, may_add: bool) -> Page:
    """There is nothing to find."""
    return Page(
        kind=PageKind.EMPTY,
        title=QCoreApplication.translate("Similar", "This database has no pictures yet"),
        detail=QCoreApplication.translate(
            "Similar", "Add key images of your cases to it; then they can be found."
        ),
        action=QCoreApplication.translate("Similar", "Add pictures…") if may_add else "",
    )


def cancelled_page(*, is_local: bool) -> Page:
    """A person cancelled the search."""
    detail = QCoreApplication.translate(
        "Similar", "If the picture had left already, the service may bill it."
    )
    return Page(
        kind=PageKind.CANCELLED,
        title=QCoreApplication.translate("Similar", "The search was cancelled"),
        detail="" if is_local else detail,
        action=QCoreApplication.translate("Similar", "Search again"),
    )


def unlisted_page(error: KnownError) -> Page:
    """Something kept the databases from being listed."""
    said = error_words(error)
    return Page(
        kind=PageKind.UNLISTED,
        title=said.title,
        detail=said.advice,
        action=QCoreApplication.translate("Similar", "Try again"),
    )


def failed_page(error: KnownError, *, is_local: bool = False) -> Page:
    """Something kept a search from being answered."""
    if is_local and isinstance(error, Unreachable):  # no network is in between
        return Page(
            kind=PageKind.FAILED,
            title=QCoreApplication.translate("Similar", "The local service has stopped"),
            detail=QCoreApplication.translate(
                "Similar", "Nothing was searched. Searching again starts the service anew."
            ),
            action=QCoreApplication.translate("Similar", "Search again"),
        )
    if isinstance(error, UnknownOutcome):
        return Page(
            kind=PageKind.FAILED,
            title=QCoreApplication.translate("Similar", "It is not known what became of it"),
            detail=QCoreApplication.translate(
                "Similar",
                "The picture was sent to {0} and no answer came. The search may have been made "
                "and billed. Search again?",
            ).format(error.host),
            action=QCoreApplication.translate("Similar", "Search again"),
        )
    said = error_words(error)
    return Page(
        kind=PageKind.FAILED,
        title=said.title,
        detail=said.advice,
        action=QCoreApplication.translate("Similar", "Search again"),
    )
