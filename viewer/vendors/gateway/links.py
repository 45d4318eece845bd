"""Links to files in an answer: they live for minutes, so they are found before all else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from viewer.vendors.errors import Garbled
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.endpoint import Endpoint
from viewer.vendors.loose import Node

_MOST_LINKS: Final = 64


@dataclass(frozen=True, slots=True)
class Link:
    """An address and its path in `Data`, which is the same in a fresh answer.

    The address is a secret of sorts: who has it has the file.
    """

    name: str
    address: str = field(repr=False)


def links_of(raw: bytes, endpoint: Endpoint) -> tuple[Link, ...]:
    """Return the links of an answer, at most 64; none where the answer is not understood."""
    if not endpoint.link_fields:
        return ()
    try:
        data = envelope.read(raw).data
    except Garbled:
        return ()
    if data is None:
        return ()
    wanted = frozenset(name.lower() for name in endpoint.link_fields)
    found = _found(data, wanted)
    return tuple(
        Link(node.path.removeprefix(data.path).lstrip("."), node.text())
        for node, _ in zip(found, range(_MOST_LINKS), strict=False)
    )


def _found(node: Node, wanted: frozenset[str]) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for key in node.value:
            member = node.member(key)
            if key.lower() in wanted and isinstance(member.value, str):
                if member.text():
                    yield member
            else:
                yield from _found(member, wanted)
    elif isinstance(node.value, list):
        for item in node.items():
            yield from _found(item, wanted)
