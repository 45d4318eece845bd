"""Skin diseases of children (2477-12): `Data.Results` {disease: probability}, no place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.domain.part import PartKind, PartState, ResultPart, Share
from viewer.domain.result import UnplacedReason
from viewer.vendors.gateway.answers.collecting import Collected, first_of, listed, share
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

SKIN_CLASSES: Final = (
    ("roseola", ("急疹", "婴儿玫瑰疹", "幼儿急疹", "roseola", "exanthema subitum")),
    ("eczema", ("湿疹", "atopic dermatitis", "eczema")),
    ("varicella", ("水痘", "varicella", "chickenpox")),
    ("urticaria", ("荨麻疹", "hives", "urticaria")),
    ("impetigo", ("脓疱疮", "黄水疮", "impetigo")),
    ("erythema-infectiosum", ("传染性红斑", "erythema infectiosum", "erythema-infectiosum")),
    ("scarlet-fever", ("猩红热", "烂喉痧", "scarlet fever", "scarlet-fever")),
)
"""The seven classes of the document in its order, with every name that it has for them."""
_BY_NAME: Final = {name: key for key, names in SKIN_CLASSES for name in names}
_ORDER: Final = {key: number for number, (key, _) in enumerate(SKIN_CLASSES)}
_BETWEEN: Final = re.compile(r"[(（)）,，、/：:;；]+")
_PAIR: Final = 2
_NAME_MEMBERS: Final = ("Key", "Name", "Label", "Disease", "Class")
_VALUE_MEMBERS: Final = ("Value", "Probability", "Score", "Confidence")


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return the probabilities. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    collected.take_report(data.child("Report"))
    results = first_of(data, "Results", "Result")
    elements = listed(results, "no probabilities in the answer")
    shares: list[Share] = []
    for pair in _pairs(results, elements):
        value = share(pair.value)
        if value is None or not pair.name:
            collected.refuse(pair.value, UnplacedReason.NOT_A_NUMBER)
            continue
        shares.append(Share(_key(pair.name), value))
        collected.consumed.append(pair.value.path)
    shares.sort(key=lambda one: _ORDER.get(one.name, len(_ORDER)))
    none = PartState.UNREADABLE if collected.unplaced else PartState.NONE
    state = PartState.FOUND if shares else none
    collected.parts.append(ResultPart(kind=PartKind.SKIN, state=state, shares=tuple(shares)))
    return collected.answer(is_found=state is not PartState.NONE)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A class by its name, and its probability.

    A name that is a value stays among the leftovers: what it is called here is our word.
    """

    name: str
    value: Node


def _pairs(results: Node, elements: list[Node]) -> Iterator[_Pair]:
    """Return the classes of an object, of a list of pairs, or of a list of objects."""
    if isinstance(results.value, dict):
        yield from _members(results)
        return
    for element in elements:
        if isinstance(element.value, list) and len(element.value) == _PAIR:
            name, value = element.items()
            yield _Pair(name.text(), value)
        elif isinstance(element.value, dict):
            yield from _of_object(element)
        else:
            yield _Pair("", element)


def _of_object(element: Node) -> Iterator[_Pair]:
    name, value = first_of(element, *_NAME_MEMBERS), first_of(element, *_VALUE_MEMBERS)
    if name.is_missing or value.is_missing:
        yield from _members(element)
    else:
        yield _Pair(name.text(), value)


def _members(node: Node) -> Iterator[_Pair]:
    for key in node.value if isinstance(node.value, dict) else ():
        yield _Pair(key, node.member(key))


def _key(name: str) -> str:
    """Return our word for a class, or the service's own text where the document has none."""
    words = [part.strip().lower() for part in _BETWEEN.split(name)]
    return next((_BY_NAME[word] for word in words if word in _BY_NAME), name.strip())
