"""The header of an image as rows for the window: values in words, identities as dots."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import Container
from viewer.imaging.header_view.shown_element import EXIF, ITEM, NIFTI, HeaderElement
from viewer.imaging.header_view.tree import HeaderEnd, HeaderTree
from viewer.privacy.identifying import may_identify, may_identify_in_photo
from viewer.ui.models.header import HeaderRow

_DOTS: Final = "••••••"
_MANY_BYTES: Final = 1024
_MOST_ITEMS: Final = 500
_NIFTI_TEXTS: Final = frozenset({"data_type", "db_name", "descrip", "aux_file", "intent_name"})
"""Free text, into which converters write names."""


def header_rows(
    elements: Sequence[HeaderElement], *, hides_identity: bool
) -> tuple[HeaderRow, ...]:
    """Return the rows. What is hidden is in none of their texts, so no search finds it."""
    return tuple(
        _row(element, number, hides_identity, is_inside_private=False)
        for number, element in enumerate(elements, start=1)
    )


def _row(
    element: HeaderElement, number: int, hides_identity: bool, *, is_inside_private: bool
) -> HeaderRow:
    is_private = is_inside_private or (_is_dicom(element) and bool(element.tag >> 16 & 1))
    children = tuple(
        _row(child, place, hides_identity, is_inside_private=is_private)
        for place, child in enumerate(element.children, start=1)
    )
    if element.tag == ITEM:
        name = QCoreApplication.translate("Header", "Item {0}").format(number)
        return HeaderRow(
            tag=f"#{number}", name=name, value=_elements_words(children), children=children
        )
    is_hidden = hides_identity and _may_identify(element, is_inside_private=is_inside_private)
    value = _DOTS if is_hidden and element.size else _value(element)
    tag = _tag_words(element)
    name = element.name or _nameless(element)
    return HeaderRow(
        tag=tag,
        name=name,
        vr=element.vr,
        value=value,
        copied=_DOTS if is_hidden and element.size else element.text or value,
        note="" if is_hidden else _note(element),
        looked_for=" ".join(
            (tag, f"{element.tag:08x}", element.keyword, name, element.vr, value)
        ).casefold(),
        children=_in_hundreds(children),
    )


def _in_hundreds(items: tuple[HeaderRow, ...]) -> tuple[HeaderRow, ...]:
    """Put very many items into rows of their own: unfolding 9,000 at once took 0.3 s."""
    if len(items) <= _MOST_ITEMS:
        return items
    groups = []
    for start in range(0, len(items), _MOST_ITEMS):
        group = items[start : start + _MOST_ITEMS]
        first, last = start + 1, start + len(group)
        name = QCoreApplication.translate("Header", "Items {0} to {1}").format(first, last)
        groups.append(HeaderRow(tag=f"#{first}–{last}", name=name, children=group))
    return tuple(groups)


def _may_identify(element: HeaderElement, *, is_inside_private: bool) -> bool:
    if element.vr == "SQ":
        return False  # its elements are looked at one by one
    if element.vr == EXIF:
        return may_identify_in_photo(element.tag)
    if element.vr == NIFTI:
        return element.name in _NIFTI_TEXTS
    return is_inside_private or may_identify(element.tag, element.vr)


def _is_dicom(element: HeaderElement) -> bool:
    return element.vr not in {EXIF, NIFTI}


def _tag_words(element: HeaderElement) -> str:
    if element.vr == NIFTI:
        return str(element.tag + 1)
    if element.vr == EXIF:
        return f"0x{element.tag:04X}"
    return f"{element.tag >> 16:04X},{element.tag & 0xFFFF:04X}"


def _nameless(element: HeaderElement) -> str:
    if _is_dicom(element) and element.tag >> 16 & 1:
        private = QCoreApplication.translate("Header", "Private element")
        return f"{private} ({element.creator})" if element.creator else private
    return QCoreApplication.translate("Header", "Unknown element")


def _value(element: HeaderElement) -> str:
    if element.vr == "SQ":
        count = len(element.children)
        if count == 1:
            return QCoreApplication.translate("Header", "1 item")
        return QCoreApplication.translate("Header", "{0} items").format(count)
    if element.is_binary:
        if element.size is None:
            return QCoreApplication.translate("Header", "binary")
        return _bytes_words(element.size)
    text = f"{element.text} …" if element.is_clipped else element.text
    return f"{text}  ({element.meaning})" if element.meaning else text


def _bytes_words(size: int) -> str:
    words = QCoreApplication.translate("Header", "binary, {0} bytes").format(f"{size:,}")
    if size >= _MANY_BYTES**2:
        return f"{words} ({size / _MANY_BYTES**2:.1f} MiB)"
    return words


def _elements_words(children: Sequence[HeaderRow]) -> str:
    if len(children) == 1:
        return QCoreApplication.translate("Header", "1 element")
    return QCoreApplication.translate("Header", "{0} elements").format(len(children))


def _note(element: HeaderElement) -> str:
    notes = []
    if element.creator and element.name:
        notes.append(
            QCoreApplication.translate("Header", "Private element of {0}").format(element.creator)
        )
    if element.is_clipped:
        notes.append(
            QCoreApplication.translate(
                "Header", "The beginning of a value of {0} bytes is shown."
            ).format(element.size)
        )
    if element.is_guessed:
        notes.append(
            QCoreApplication.translate("Header", "The character set of this text was guessed.")
        )
    return "\n".join(notes)


def notice_words(tree: HeaderTree) -> str:
    """Return what is to be said above the rows; empty when they are simply all of them."""
    if tree.container is Container.NIFTI:
        return QCoreApplication.translate(
            "Header",
            "This is a NIfTI file: it has no DICOM header. Below are the fields of its own.",
        )
    if tree.container is Container.PHOTO:
        if tree.elements:
            return QCoreApplication.translate(
                "Header",
                "This is a photograph: it has no DICOM header. "
                "Below is what the camera wrote (EXIF).",
            )
        return QCoreApplication.translate(
            "Header", "This is a photograph: it has no DICOM header, and no EXIF entries either."
        )
    return _end_texts().get(tree.end, "")


def _end_texts() -> dict[HeaderEnd, str]:
    return {
        HeaderEnd.CUT_SHORT: QCoreApplication.translate(
            "Header", "The file ends early: this is what is there."
        ),
        HeaderEnd.DAMAGED: QCoreApplication.translate(
            "Header", "The header is damaged: this is what stands before the damage."
        ),
        HeaderEnd.TOO_MANY: QCoreApplication.translate(
            "Header", "The header has more elements than are shown here."
        ),
        HeaderEnd.NESTED_TOO_DEEPLY: QCoreApplication.translate(
            "Header", "Sequences are nested too deeply: what stands before that is shown."
        ),
        HeaderEnd.BEHIND_PIXELS: QCoreApplication.translate(
            "Header", "Elements behind the pixel data, if there are any, are not shown."
        ),
    }
