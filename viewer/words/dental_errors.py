"""What the dental service refuses, and answers of it that cannot be drawn: what to do about each.

Each function returns what happened and what to do; `viewer.words.errors` speaks for them.
"""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.vendors.errors import (
    BadToken,
    DentalRefused,
    OtherCoordinates,
    OtherKind,
    OtherPicture,
    UploadCut,
    VendorError,
)

_SIZE: Final = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:[KMG]i?B\b|[KMG](?:字节)?\b|兆(?:字节)?)", re.IGNORECASE
)
_TOO_LARGE: Final = "FILE_TOO_LARGE"
_REDIRECTS: Final = frozenset({"300", "301", "302", "303", "307", "308"})
_NOTHING_THERE: Final = frozenset({"404", "405"})

TitleAndAdvice = tuple[str, str]


def _bad_token(error: BadToken) -> TitleAndAdvice:
    said = QCoreApplication.translate(
        "DentalErrors", "The dental service does not accept the token: {0}"
    )
    return said.format(error.remark or error.status), QCoreApplication.translate(
        "DentalErrors", "Enter the token that its provider gave you in the settings, then retry."
    )


def _refused(error: DentalRefused) -> TitleAndAdvice:
    title, advice = _codes().get(error.status, _unknown_code(error.status))
    if error.status == _TOO_LARGE and (limit := _SIZE.search(error.remark)):
        title = QCoreApplication.translate(
            "DentalErrors", "The picture is larger than the dental service takes ({0})."
        ).format(limit[0])
    if error.remark.strip("–") and error.remark != error.status:
        said = QCoreApplication.translate("DentalErrors", "It says: {0}").format(error.remark)
        title = f"{title} {said}"
    return title, advice


def _unknown_code(code: str) -> TitleAndAdvice:
    if code in _REDIRECTS:
        return _elsewhere(code)
    if code in _NOTHING_THERE:
        return _nothing_there(code)
    return (
        QCoreApplication.translate("DentalErrors", "The dental service refused ({0}).").format(
            code or "–"
        ),
        QCoreApplication.translate(
            "DentalErrors", "Mend what the service names, then retry; nothing else was changed."
        ),
    )


def _elsewhere(status: str) -> TitleAndAdvice:
    title = QCoreApplication.translate(
        "DentalErrors", "The address of the dental service leads elsewhere ({0}); not followed."
    )
    return title.format(status), QCoreApplication.translate(
        "DentalErrors", "Enter in the settings the address that its provider names."
    )


def _nothing_there(status: str) -> TitleAndAdvice:
    title = QCoreApplication.translate(
        "DentalErrors", "There is no dental detection at this address ({0})."
    )
    return title.format(status), QCoreApplication.translate(
        "DentalErrors", "Check the address in the settings: it ends before /api/v1."
    )


def _codes() -> dict[str, TitleAndAdvice]:
    """Return the words of each error code of section 8 of the service's document."""
    return {
        "NO_FILE": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service says that no picture arrived."
            ),
            QCoreApplication.translate(
                "DentalErrors",
                "Retry; if it happens again, ask who runs the network what cuts uploads short.",
            ),
        ),
        "MISSING_IMAGE_TYPE": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service says that the kind of picture was not named."
            ),
            QCoreApplication.translate(
                "DentalErrors",
                "It was sent: check in the settings that the address is that of the service.",
            ),
        ),
        "INVALID_IMAGE_TYPE": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service does not take this kind of picture."
            ),
            QCoreApplication.translate(
                "DentalErrors", "Ask its provider which kinds the address in the settings is for."
            ),
        ),
        "FILE_TOO_LARGE": (
            QCoreApplication.translate(
                "DentalErrors", "The picture is larger than the dental service takes."
            ),
            QCoreApplication.translate(
                "DentalErrors",
                "Crop the picture or save it with fewer pixels, then retry; "
                "or ask the provider for a higher limit.",
            ),
        ),
        "UNSUPPORTED_MEDIA_TYPE": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service does not take this format of picture."
            ),
            QCoreApplication.translate(
                "DentalErrors",
                "A PNG was sent, which its description allows: tell its provider.",
            ),
        ),
        "INVALID_IMAGE": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service could not read the picture."
            ),
            QCoreApplication.translate(
                "DentalErrors", "Look whether it is shown in full here; take it anew if it is not."
            ),
        ),
        "INVALID_LANDMARK_NUM": (
            QCoreApplication.translate(
                "DentalErrors", "The dental service does not offer this number of landmarks."
            ),
            QCoreApplication.translate(
                "DentalErrors", "Its description offers 46: ask its provider what it offers now."
            ),
        ),
        "FILE_NOT_FOUND": (
            QCoreApplication.translate(
                "DentalErrors",
                "The dental service lacks something that it needs for this detection.",
            ),
            QCoreApplication.translate(
                "DentalErrors", "Nothing is wrong with the picture: tell the service's provider."
            ),
        ),
        "DETECTION_ERROR": (
            QCoreApplication.translate(
                "DentalErrors", "The detection failed at the dental service."
            ),
            QCoreApplication.translate(
                "DentalErrors", "Retry later; if it fails again, tell the service's provider."
            ),
        ),
    }


def _other_coordinates(error: OtherCoordinates) -> TitleAndAdvice:
    said = QCoreApplication.translate(
        "DentalErrors", "The answer counts its places in another way ({0}): nothing is drawn."
    )
    return said.format(error.what), QCoreApplication.translate(
        "DentalErrors", "The answer is kept as it came (Details). Tell the service's provider."
    )


def _other_picture(error: OtherPicture) -> TitleAndAdvice:
    said = QCoreApplication.translate(
        "DentalErrors",
        "The answer is about a picture of {0} px; the one sent has {1} px: nothing is drawn.",
    )
    return said.format(error.answered, error.sent), QCoreApplication.translate(
        "DentalErrors", "Check that the answer belongs to this picture; it is kept as it came."
    )


def _other_kind(error: OtherKind) -> TitleAndAdvice:
    said = QCoreApplication.translate(
        "DentalErrors", "The answer is about another kind of picture: {0} in place of {1}."
    )
    return said.format(error.answered, error.asked), QCoreApplication.translate(
        "DentalErrors", "Run the analysis that is meant for this picture."
    )


def _upload_cut(error: UploadCut) -> TitleAndAdvice:
    title = QCoreApplication.translate(
        "DentalErrors", "The connection to {0} broke off before the whole picture was there."
    )
    # a server before the service may hang up in place of saying that it is too large
    return title.format(error.host), QCoreApplication.translate(
        "DentalErrors",
        "Nothing was analysed. Check the network, then retry; if it breaks off again, the picture "
        "may be larger than is taken there: crop it or save it with fewer pixels.",
    )


DENTAL_WORDS: Final[dict[type[VendorError], Callable[..., TitleAndAdvice]]] = {
    BadToken: _bad_token,
    DentalRefused: _refused,
    OtherCoordinates: _other_coordinates,
    OtherPicture: _other_picture,
    OtherKind: _other_kind,
    UploadCut: _upload_cut,
}
