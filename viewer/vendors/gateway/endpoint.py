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


class InputKind(StrEnum):
    """What an endpoint is given."""

    CT_SERIES = "ct-series"


class UidLookup(Protocol):
    """The way back from the UIDs that were sent."""

    def original(self, sent: str) -> str | None:
        """Return the UID that was replaced by `sent`; None when it is not known."""
        ...


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """What a parser made of `Data`, and the paths below which it took everything."""

    result: AnalysisResult
    consumed: tuple[str, ...]


AnswerParser = Callable[[Node, SeriesDescription, UidLookup | None], ParsedAnswer]
"""Reads the endpoint's `Data`. Raises Garbled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number that may be set, above `above` and up to `most`, with so many decimals."""

    name: str
    default: str
    above: Decimal
    most: Decimal
    decimals: int

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
class Endpoint:
    """One analysis; menus, pre-flight and the command line are made from these.

    `name` is the command line's word, `path` and all field names have the document's spelling.
    """

    name: str
    path: str
    input_kind: InputKind
    image_field: str
    limits: Limits
    parse: AnswerParser
    fixed_fields: tuple[tuple[str, str], ...] = ()
    parameters: tuple[Parameter, ...] = ()
    link_fields: frozenset[str] = frozenset()
    """Members of `Data`, at any depth, that are addresses of files, e.g. `ResultUrl`."""

    def checked_parameters(self, given: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """Return all parameters as they are sent, defaults filled in. Raises WrongUsage."""
        wanted = {parameter.name.lower(): parameter for parameter in self.parameters}
        for name in given:
            if name.lower() not in wanted:
                raise WrongUsage(f"{self.name} has no parameter {name}")
        values = {name.lower(): value for name, value in given.items()}
        return tuple(
            (parameter.name, parameter.checked(values.get(key, parameter.default)))
            for key, parameter in wanted.items()
        )
