"""DICOM objects that are no pictures: reports, plans, files in an envelope; named, not shown here.

Which class of object it is: PS3.4 B.5. What it says is read by `structured_report` and
`document_facts` when somebody opens it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.references import InstanceReference
from viewer.domain.series import Identity, StudyText
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.headers import stand_in_uid
from viewer.imaging.dicom.names import read_name
from viewer.imaging.header_view.shown_element import HeaderElement
from viewer.imaging.header_view.tree import Reach, read_tree
from viewer.imaging.source import FileSource
from viewer.imaging.syntaxes import name_of


class DocumentKind(StrEnum):
    """What a person would call it."""

    REPORT = "report"
    KEY_OBJECTS = "key-objects"
    PRESENTATION = "presentation-state"
    STRUCTURES = "structure-set"
    PLAN = "plan"
    FILE = "file"
    """A PDF, a CDA document or a surface in a DICOM envelope."""
    WAVEFORM = "waveform"
    REGISTRATION = "registration"
    SEGMENTATION = "segmentation"
    VIDEO = "video"
    RAW = "raw-data"
    OTHER = "other"


STORAGE: Final = "1.2.840.10008.5.1.4.1.1."
_KINDS: Final = (
    ("88.59", DocumentKind.KEY_OBJECTS),
    ("88.", DocumentKind.REPORT),
    ("11.", DocumentKind.PRESENTATION),
    ("481.3", DocumentKind.STRUCTURES),
    ("481.5", DocumentKind.PLAN),
    ("481.8", DocumentKind.PLAN),
    ("104.", DocumentKind.FILE),
    ("9.", DocumentKind.WAVEFORM),
    ("66.1", DocumentKind.REGISTRATION),
    ("66.2", DocumentKind.OTHER),
    ("66.3", DocumentKind.REGISTRATION),
    ("66.4", DocumentKind.SEGMENTATION),
    ("66.5", DocumentKind.SEGMENTATION),
    ("66.7", DocumentKind.SEGMENTATION),
    ("66", DocumentKind.RAW),
)
_NEWER: Final = {
    STORAGE + "66.7": "Label Map Segmentation Storage",
    STORAGE + "66.8": "Height Map Segmentation Storage",
}
"""Classes that are younger than the dictionary in use."""
_VIDEO: Final = "1.2.840.10008.1.2.4.10"
"""MPEG-2, MPEG-4 and HEVC: .100 to .108 (PS3.5 10.7 to 10.12)."""
_STREAMED_VIDEO: Final = "1.2.840.10008.1.2.7."

_BEGINNING: Final = Reach(
    128 * 1024,
    frozenset(
        {
            0x0040A730,  # ContentSequence
            0x00420011,  # EncapsulatedDocument
            0x00620002,  # SegmentSequence
            0x00660002,  # SurfaceSequence
            0x00700084,  # ContentCreatorName: behind the label of a presentation state
            0x30060020,  # StructureSetROISequence
            0x300A0010,  # DoseReferenceSequence
            0x54000100,  # WaveformSequence
        }
    ),
)
_TITLE_CODE: Final = 0x0040A043
_MEANING: Final = 0x00080104
_TITLES: Final = (0x00420010, 0x00700081, 0x00700080, 0x30060002, 0x300A0002)
"""DocumentTitle, ContentDescription, ContentLabel, StructureSetLabel, RTPlanLabel."""
_DATES: Final = (
    (0x00080023, 0x00080033),  # Content
    (0x30060008, 0x30060009),  # StructureSet
    (0x300A0006, 0x300A0007),  # RTPlan
    (0x00700082, 0x00700083),  # PresentationCreation
    (0x00080012, 0x00080013),  # InstanceCreation
    (0x00080021, 0x00080031),  # Series
)
_COMPLETION: Final = 0x0040A491
_VERIFICATION: Final = 0x0040A493


@dataclass(frozen=True, kw_only=True, eq=False)
class DocumentHeader:
    """One object without a picture: what it is, whose, and where it lies.

    `class_name` is empty for a class that the standard does not know (a maker's own). `title`,
    `date` and `time` are as in the file, without padding; empty where it says nothing.
    """

    source: FileSource
    kind: DocumentKind
    sop_class: str
    class_name: str
    reference: InstanceReference
    study_uid: str
    series_uid: str
    identity: Identity
    text: StudyText
    modality: str = ""
    title: str = ""
    date: str = ""
    time: str = ""
    completion: str = ""
    verification: str = ""
    syntax: str = ""
    file_size: int = 0

    @property
    def key(self) -> str:
        """What a list calls it; never that of a stack."""
        return f"document:{self.source.label}"


def is_video(syntax: str) -> bool:
    """Tell whether a transfer syntax holds a film for a player."""
    return syntax.startswith((_VIDEO, _STREAMED_VIDEO))


def document_header(source: FileSource) -> DocumentHeader:
    """Return what the beginning of a DICOM file says of it. Raises NotReadable."""
    tree = read_tree(source, _BEGINNING)
    own = {element.tag: element for element in tree.elements}
    texts = {tag: element.text for tag, element in own.items()}
    sop_class = texts.get(tags.SOP_CLASS, "")
    name = _NEWER.get(sop_class) or name_of(sop_class) if sop_class else ""
    syntax = texts.get(tags.TRANSFER_SYNTAX, "")
    date, time = _date(texts)
    return DocumentHeader(
        source=source,
        kind=_kind(sop_class, syntax),
        sop_class=sop_class,
        class_name="" if name == sop_class else name,
        reference=InstanceReference(texts.get(tags.SOP_INSTANCE, "")),
        study_uid=texts.get(tags.STUDY_UID, "") or _stand_in(texts, source),
        series_uid=texts.get(tags.SERIES_UID, ""),
        modality=texts.get(tags.MODALITY, "").upper(),
        identity=_identity(own),
        text=_study_text(texts),
        title=_title(own, texts),
        date=date,
        time=time,
        completion=texts.get(_COMPLETION, "").upper(),
        verification=texts.get(_VERIFICATION, "").upper(),
        syntax=syntax,
        file_size=source.size(),
    )


def without_copies(documents: Iterable[DocumentHeader]) -> tuple[DocumentHeader, ...]:
    """Return the documents in the order of date and title, the same one only once."""
    different: dict[object, DocumentHeader] = {}
    for document in documents:
        uid = document.reference.sop_instance_uid
        name = (uid, document.file_size, document.title) if uid else document.source
        different.setdefault(name, document)
    return tuple(
        sorted(different.values(), key=lambda d: (d.date, d.time, d.kind, d.title, d.source.label))
    )


def _kind(sop_class: str, syntax: str) -> DocumentKind:
    if is_video(syntax):
        return DocumentKind.VIDEO
    if sop_class.startswith(STORAGE):
        ending = sop_class[len(STORAGE) :]
        for start, kind in _KINDS:
            if ending == start or (start.endswith(".") and ending.startswith(start)):
                return kind
    return DocumentKind.OTHER


def _title(own: Mapping[int, HeaderElement], texts: Mapping[int, str]) -> str:
    code = own.get(_TITLE_CODE)
    items = code.children if code is not None else ()
    named = [e.text for item in items for e in item.children if e.tag == _MEANING]
    titles = (*named, *(texts.get(tag, "") for tag in _TITLES))
    return next(filter(None, titles), texts.get(tags.SERIES_DESCRIPTION, ""))


def _date(texts: Mapping[int, str]) -> tuple[str, str]:
    for date, time in _DATES:
        if texts.get(date):
            return texts[date], texts.get(time, "")
    return "", ""


def _identity(own: Mapping[int, HeaderElement]) -> Identity:
    text = {tag: element.text for tag, element in own.items()}
    name = own.get(tags.PATIENT_NAME)
    return Identity(
        patient_name=person_name(name.text) if name is not None else "",
        patient_id=text.get(tags.PATIENT_ID, ""),
        birth_date=text.get(tags.BIRTH_DATE, ""),
        sex=text.get(tags.SEX, ""),
        name_is_guessed=name is not None and name.is_guessed,
    )


def person_name(text: str) -> str:
    """Return a name that was decoded already as people read it (PS3.5 6.2.1)."""
    return read_name(text.encode(), b"ISO_IR 192").text


def _study_text(texts: Mapping[int, str]) -> StudyText:
    return StudyText(
        study_date=texts.get(tags.STUDY_DATE, ""),
        study_time=texts.get(tags.STUDY_TIME, ""),
        study_description=texts.get(tags.STUDY_DESCRIPTION, ""),
        accession_number=texts.get(tags.ACCESSION_NUMBER, ""),
        institution=texts.get(tags.INSTITUTION, ""),
        series_description=texts.get(tags.SERIES_DESCRIPTION, ""),
        series_number=texts.get(tags.SERIES_NUMBER, ""),
        protocol=texts.get(tags.PROTOCOL, ""),
        laterality=texts.get(tags.LATERALITY, ""),
    )


def _stand_in(texts: Mapping[int, str], source: FileSource) -> str:
    """Return a study for a file that names none: that of its patient and day, or its folder's."""
    facts = [texts.get(tag, "") for tag in (tags.PATIENT_ID, tags.PATIENT_NAME, tags.STUDY_DATE)]
    content = "|".join(facts) if any(facts) else str(source.path.parent)
    return stand_in_uid(b"documents|" + content.encode("utf-8", "replace"))
