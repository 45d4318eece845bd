"""Which image here a picture in a database was made of: written beside it without naming anybody.

`ExtraData` is compact JSON of at most 512 characters: `v` version, `s` study, `e` series, `i`
image (UIDs as sent), `f` frame, `p` part, `r` region, `d` finding, `l` label.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from viewer.domain.series import SeriesDescription
from viewer.domain.similar import CaseLink
from viewer.vendors.similar.errors import NamesPatient
from viewer.vendors.similar.rules import MOST_EXTRA

SentUid = Callable[[str], str]
"""Gives the UID that is sent in place of one."""

_VERSION: Final = 1
_UID: Final = re.compile(r"[0-9.]{1,64}", re.ASCII)
_PART: Final = re.compile(r"[0-9]{0,9}", re.ASCII)
_NOT_DIGITS: Final = re.compile(r"\D+")
_MOST_NUMBER: Final = 2**31
_LEAST_NUMBER: Final = 3
_STUDY_LETTERS: Final = 12
_IMAGE_LETTERS: Final = 24


def extra_data_of(
    link: CaseLink, sent_uid: SentUid, series: SeriesDescription | None = None
) -> str:
    """Return a link as `ExtraData`; a label that is too long ends in `…`.

    Raises NamesPatient where the label says who the patient of `series` is.
    """
    if series is not None and names_patient(link.label, series):
        raise NamesPatient
    said: dict[str, object] = {
        "v": _VERSION,
        "s": sent_uid(link.study),
        "e": sent_uid(link.series),
        "i": sent_uid(link.image),
    }
    optional = {
        "f": link.frame,
        "p": link.part,
        "r": list(link.region) if link.region is not None else None,
        "d": sent_uid(link.finding) if link.finding else "",
    }
    said |= {name: value for name, value in optional.items() if value}
    return _with_label(said, _clean(link.label))


def link_in(extra_data: str) -> CaseLink | None:
    """Return the link in an `ExtraData`, with UIDs as sent; None where there is none."""
    if len(extra_data) > MOST_EXTRA * 2:
        return None
    try:
        said = json.loads(extra_data)
        return _link(said) if isinstance(said, dict) else None
    except (ValueError, RecursionError):
        return None


def study_prefix(study_instance_uid: str, sent_uid: SentUid) -> str:
    """Return that with which the ids of all entities of a study begin."""
    return f"s{_digest(sent_uid(study_instance_uid))[:_STUDY_LETTERS]}_"


def entity_id_of(link: CaseLink, sent_uid: SentUid) -> str:
    """Return the id under which an image, or a region of it, is added: always the same one."""
    region = "" if link.region is None else ",".join(map(str, link.region))
    said = "|".join((sent_uid(link.series), sent_uid(link.image), str(link.frame), region))
    return f"{study_prefix(link.study, sent_uid)}{_digest(said)[:_IMAGE_LETTERS]}"


def names_patient(label: str, series: SeriesDescription) -> bool:
    """Tell whether a label says who somebody is: name, id, accession number, a date of theirs."""
    if not label:
        return False
    digits = _NOT_DIGITS.sub("", label)
    dates = (series.identity.birth_date, series.text.study_date)
    return is_named_in(label, series) or any(
        form in digits for date in dates for form in _date_forms(date)
    )


def is_named_in(text: str, series: SeriesDescription) -> bool:
    """Tell whether a text has a name, the id or the accession number of somebody.

    Numbers of one or two characters are in too many texts to tell anything: 8 mm.
    """
    identity, accession = series.identity, series.text.accession_number.strip().casefold()
    if len(identity.patient_id.strip()) < _LEAST_NUMBER:
        identity = replace(identity, patient_id="")
    has_number = len(accession) >= _LEAST_NUMBER and accession in text.casefold()
    return has_number or identity.is_named_in(text)


def _date_forms(date: str) -> tuple[str, ...]:
    """Return the ways of writing a date (YYYYMMDD), digits only."""
    digits = _NOT_DIGITS.sub("", date)
    if len(digits) != 8:
        return ()
    year, month, day = digits[:4], digits[4:6], digits[6:]
    return digits, f"{day}{month}{year}", f"{month}{day}{year}"


def _with_label(said: dict[str, object], label: str) -> str:
    text = _json(said | {"l": label} if label else said)
    while label and len(text) > MOST_EXTRA:
        kept = len(label) - max(1, len(text) - MOST_EXTRA) - 1
        label = label[: max(0, kept)].rstrip()
        text = _json(said | {"l": f"{label}…"})
    return text


def _json(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _clean(label: str) -> str:
    """Return a label of what the service takes: no control characters, no halves of pairs."""
    return " ".join("".join(one if one.isprintable() else " " for one in label).split())


def _link(said: dict[str, object]) -> CaseLink | None:
    uids = [_uid(said.get(name)) for name in "sei"]
    frame = said.get("f", 0)
    part, finding, label = (said.get(name, "") for name in "pdl")
    region = _region(said.get("r"))
    is_ours = said.get("v") == _VERSION and all(uids) and _is_number(frame)
    if not is_ours or region == () or not isinstance(part, str) or not _PART.fullmatch(part):
        return None
    return CaseLink(
        study=uids[0],
        series=uids[1],
        image=uids[2],
        frame=int(str(frame)),
        part=part,
        region=region or None,
        finding=_uid(finding),
        label=_clean(label) if isinstance(label, str) else "",
    )


def _uid(value: object) -> str:
    return value if isinstance(value, str) and _UID.fullmatch(value) else ""


def _region(value: object) -> tuple[int, int, int, int] | tuple[()] | None:
    """Return a region; None without one, () where that is none."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_number, value)):
        return ()
    left, top, right, bottom = value
    return (left, top, right, bottom) if left < right and top < bottom else ()


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST_NUMBER


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
