"""Norm sets out of short tables."""

from collections.abc import Mapping
from dataclasses import replace

from viewer.domain.cephalometry.norms import Norm, NormSet, NormSource

Values = Mapping[str, tuple[float, float | None]]
"""Mean and standard deviation by the code of the measure; None where only a mean is known."""
Spans = Mapping[str, tuple[float, float]]
"""Lowest and highest normal value by the code of the measure."""


def norm_set(key: str, source: NormSource, values: Values, spans: Spans | None = None) -> NormSet:
    """Return the set of a table; the middle of a span stands as its mean."""
    norms = [Norm(code, mean, sd, source) for code, (mean, sd) in values.items()]
    norms += [
        Norm(code, (low + high) / 2, None, source, span=(low, high))
        for code, (low, high) in (spans or {}).items()
    ]
    return NormSet(key, source, tuple(norms))


def with_values_of(first: NormSet, source: NormSource, values: Values) -> NormSet:
    """Return a set with some more values that are from another source."""
    more = tuple(Norm(code, mean, sd, source) for code, (mean, sd) in values.items())
    return NormSet(first.key, first.source, first.norms + more)


def doubting(first: NormSet, *codes: str) -> NormSet:
    """Return the set with some values marked as out of line with other tables."""
    norms = tuple(
        replace(norm, is_doubtful=True) if norm.measure in codes else norm for norm in first.norms
    )
    return NormSet(first.key, first.source, norms)


def growing(first: NormSet, yearly: Mapping[str, float]) -> NormSet:
    """Return the set with some values that change from year to year."""
    norms = tuple(replace(norm, yearly=yearly.get(norm.measure, 0.0)) for norm in first.norms)
    return NormSet(first.key, first.source, norms)
