"""A number somebody measured, with its unit."""

from dataclasses import dataclass

from viewer.domain.codes import CodedConcept


@dataclass(frozen=True, slots=True)
class Measurement:
    """`name` is the short key of the findings format, e.g. `diameter`."""

    name: str
    concept: CodedConcept
    value: float
    unit: CodedConcept
