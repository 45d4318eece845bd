"""An endpoint as a record: what it is called, what it takes, how its answer is read."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Protocol

from viewer.domain.result import AnalysisResult
from viewer.domain.series import SeriesDescription
from viewer.foundation.errors import WrongUsage
from viewer.vendors.limits import Limits
from viewer.vendors.loose import Node


class SlotName(StrEnum):
    """What an input is to its endpoint; scripts and the library know it by this word."""

    IMAGES = "images"
    """The one input of most endpoints, and the first of a spine."""
    SECOND = "second"
    THIRD = "third"
    REFERENCE = "reference"
    """The series that stays: the current one."""
    FLOATING = "floating"
    """The series that is moved onto it: the prior one."""
    QUESTION = "question"
    """Pictures that go with a question."""


class Wire(StrEnum):
    """Which service an endpoint belongs to, and so how it is spoken to."""

    GATEWAY = "gateway"
    """ShowAPI: addresses of uploads in a form, answers at once or later."""
    DENTAL = "dental"
    """The picture itself in a multipart form, the answer at once."""


class SentForm(StrEnum):
    """As what an input is sent."""

    SERIES = "series"
    """DICOM slices, in the way that is set for series."""
    DICOM = "dicom"
    """One DICOM file."""
    PICTURE = "picture"
    """A fresh PNG of the pixels as they are shown, nothing else in it."""
    NIFTI = "nifti"
    """One NIfTI file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSlot:
    """One input: the field that gets its address, its limits, and as what it may be sent."""

    name: SlotName
    field: str
    limits: Limits
    forms: tuple[SentForm, ...] = (SentForm.SERIES,)
    is_required: bool = True
    most: int = 1
    """How many of them; the field is repeated."""


class UidLookup(Protocol):
    """The way back from the UIDs that were sent."""

    def original(self, sent: str) -> str | None:
        """Return the UID that was replaced by `sent`; None when it is not known."""
        ...


class FileLookup(Protocol):
    """The files that an answer links to, as far as they could be had."""

    def content(self, name: str) -> bytes | None:
        """Return the file of the link at that path of `Data`; None when it is not there."""
        ...

    def has(self, name: str) -> bool:
        """Tell whether it is there, without reading it."""
        ...


@dataclass(frozen=True, slots=True)
class SentPicture:
    """The picture that was sent, beside the image as it is shown; sizes in px.

    `orientation` is what the file's EXIF says (1 to 8): the picture was turned by it before it was
    sent and shown. An answer made elsewhere may be about the pixels as they are stored.
    """

    columns: int
    rows: int
    shown_columns: int
    shown_rows: int
    orientation: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an answer is about: the stack it is drawn on, and the ways back from what was sent.

    `series` is that of the first slot.
    """

    series: SeriesDescription
    uid_map: UidLookup | None = None
    files: FileLookup | None = None
    picture: SentPicture | None = None
    """None where no picture was sent."""

    def file(self, name: str) -> bytes | None:
        """Return a file of the result; None when it is not there."""
        return self.files.content(name) if self.files is not None else None

    def has_file(self, name: str) -> bool:
        """Tell whether a file of the result is there."""
        return self.files is not None and self.files.has(name)


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """What a parser made of `Data`, and the paths below which it took everything."""

    result: AnalysisResult
    consumed: tuple[str, ...]


AnswerParser = Callable[[Node, About], ParsedAnswer]
"""Reads the endpoint's `Data`. Raises Garbled."""


class Parameter(Protocol):
    """A value that may be set."""

    @property
    def name(self) -> str:
        """The field, in the document's spelling."""
        ...

    @property
    def default(self) -> str:
        """What is sent where nothing is set; empty: the field is left out."""
        ...

    @property
    def is_required(self) -> bool:
        """Whether there is no call without it."""
        ...

    def checked(self, text: str) -> str:
        """Return the value as it is sent. Raises WrongUsage with what is allowed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberParameter:
    """A number above `above` and up to `most`, with so many decimals."""

    name: str
    default: str
    above: Decimal
    most: Decimal
    decimals: int
    is_required: bool = False

    def checked(self, text: str) -> str:
        """Return the value as it is sent. Raises WrongUsage with what is allowed."""
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            value = Decimal("NaN")
        step = Decimal(1).scaleb(-self.decimals)
        if not (value.is_finite() and self.above < value <= self.most):
            raise WrongUsage(f"{self.name} must be above {self.above} and at most {self.most}")
        if value != value.quantize(step):
            raise WrongUsage(f"{self.name} takes {self.decimals} decimals")
        return str(value.quantize(step))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceParameter:
    """One of a few words."""

    name: str
    default: str
    choices: tuple[str, ...]
    is_required: bool = False

    def checked(self, text: str) -> str:
        """Return the value as it is sent. Raises WrongUsage with what is allowed."""
        for choice in self.choices:
            if choice.lower() == text.strip().lower():
                return choice
        raise WrongUsage(f"{self.name} is one of: {', '.join(self.choices)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextParameter:
    """Free text of at most so many characters."""

    name: str
    most_characters: int
    default: str = ""
    is_required: bool = False

    def checked(self, text: str) -> str:
        """Return the value as it is sent. Raises WrongUsage with what is allowed."""
        stripped = text.strip()
        if len(stripped) > self.most_characters:
            said = f"{self.name} has {len(stripped)} characters; {self.most_characters} are taken"
            raise WrongUsage(said)
        return stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One analysis; menus, pre-flight and the command line are made from these.

    `name` is the command line's word, `path` and all field names have the document's spelling.
    """

    name: str
    path: str
    wire: Wire = Wire.GATEWAY
    slots: tuple[InputSlot, ...]
    parse: AnswerParser
    fixed_fields: tuple[tuple[str, str], ...] = ()
    form_fields: tuple[tuple[SentForm, tuple[tuple[str, str], ...]], ...] = ()
    """Fields that depend on the form of the first input, e.g. `DataFormat`."""
    tracer_field: str = ""
    """Gets a name of the submission that says nothing about anybody."""
    parameters: tuple[Parameter, ...] = ()
    has_organisation: bool = True
    """Whether the document wants to know who asks (`OrgId`, `OrgName`)."""
    is_offered: bool = True
    """Whether a window offers it among the analyses of what is shown."""
    link_fields: frozenset[str] = frozenset()
    """Members of `Data`, at any depth, that are addresses of files, e.g. `ResultUrl`."""

    @property
    def limits(self) -> Limits:
        """The limits of the first input."""
        return self.slots[0].limits

    def slot(self, name: SlotName) -> InputSlot:
        """Return the slot of that name. Raises WrongUsage."""
        for slot in self.slots:
            if slot.name is name:
                return slot
        raise WrongUsage(f"{self.name} takes no input called {name}")

    def fields_for(self, form: SentForm) -> tuple[tuple[str, str], ...]:
        """Return the fields that say as what the images come."""
        return next((fields for known, fields in self.form_fields if known is form), ())

    def checked_parameters(self, given: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """Return all parameters as they are sent, defaults filled in. Raises WrongUsage.

        One that is neither given nor has a default is left out, unless it is required.
        """
        wanted = {parameter.name.lower(): parameter for parameter in self.parameters}
        for name in given:
            if name.lower() not in wanted:
                raise WrongUsage(f"{self.name} has no parameter {name}")
        values = {name.lower(): value for name, value in given.items()}
        checked = (
            (parameter.name, parameter.checked(values.get(key, parameter.default)))
            for key, parameter in wanted.items()
            if key in values or parameter.default or parameter.is_required
        )
        return tuple((name, value) for name, value in checked if value)
