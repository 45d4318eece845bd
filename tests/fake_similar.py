"""A visual search (API 2475) in memory, with its store: it forgets nothing and can be made to fail.

`FakeSimilar` is a `FakeService`, so it serves the bench of the window and jobs as well.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import numpy as np

from tests.fake_service import FakeService, Form, Scripted, played
from tests.vendor_builders import a_body, an_envelope

CREATE, DATABASES, ADD, LIST = "/2475-1", "/2475-2", "/2475-3", "/2475-4"
SEARCH, DROP, DELETE = "/2475-5", "/2475-6", "/2475-7"
FIRST_MOMENT = 1_770_000_000
_REACH = 2000


@dataclass
class Kept:
    """A picture in a database of the fake."""

    entity_id: str
    extra_data: str
    data_id: str
    content: bytes = b""
    created: int = FIRST_MOMENT


@dataclass
class FakeSimilar(FakeService):
    """Databases of pictures. `kept` holds them by name; tests may put pictures there themselves.

    `before` and `after` are scripts by path: the next call to it is answered so, in place of being
    done, or although it was done. `counts` says what a database claims to hold in all.
    """

    kept: dict[str, list[Kept]] = field(default_factory=dict)
    before: dict[str, list[Scripted | None]] = field(default_factory=dict)
    after: dict[str, list[Scripted | None]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    most_images: int = 50_000
    fee: int = 1
    broken: set[str] = field(default_factory=set)
    """DataIds whose picture cannot be fetched."""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    on_call: Callable[[str], None] = lambda _path: None
    hangs: str = ""
    """A path: calls to it are never answered; `hung` says that one came."""
    made: int = 0

    def calls_to(self, path: str) -> list[dict[str, str]]:
        """Return the fields of the calls to a path, in their order."""
        return [fields for called, fields in self.calls if called == path]

    def put_in(self, database: str, entity_id: str, extra: str = "", content: bytes = b"") -> Kept:
        """Put a picture into a database, as another program would."""
        self.made += 1
        kept = Kept(entity_id, extra, f"d{self.made:06d}", content, FIRST_MOMENT + self.made)
        self.kept.setdefault(database, []).append(kept)
        return kept

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if request.method == "POST" and path.startswith("/2475-"):
            return await self._called(path, request)
        if request.method == "GET" and path.startswith("/pictures/"):
            return self._picture(path.rsplit("/", maxsplit=1)[-1], request)
        return await super()._handle(request)

    async def _called(self, path: str, request: httpx.Request) -> httpx.Response:
        form: Form = parse_qsl((await request.aread()).decode("ascii"), keep_blank_values=True)
        fields = dict(form)
        self.calls.append((path, fields))
        self.queries.append(request.url.query.decode())
        self.on_call(path)
        if self.hangs == path:
            self.hung.set()
            await _for_ever()
        scripted = _next(self.before, path)
        if scripted is not None:
            return played(scripted)
        answer = getattr(self, f"_{path[-1]}")(fields)
        scripted = _next(self.after, path)
        return played(answer if scripted is None else scripted)

    def _1(self, fields: dict[str, str]) -> bytes:
        if fields["Name"] in self.kept:
            return self._refused("database exists")
        self.kept[fields["Name"]] = []
        return self._said()

    def _2(self, _fields: dict[str, str]) -> bytes:
        return self._said(Data={"DbList": [{"Name": name} for name in self.kept]})

    def _3(self, fields: dict[str, str]) -> bytes:
        database = fields["DbName"]
        content = self._fetched(fields["ImageUrl"])
        if database not in self.kept or content is None:
            return self._refused("no such database" if content else "image cannot be read")
        if self._total(database, "") >= self.most_images:
            return self._refused("the database is full")
        kept = self.put_in(database, fields["EntityId"], fields["ExtraData"], content)
        return self._said(Data={"DataId": kept.data_id})

    def _4(self, fields: dict[str, str]) -> bytes:
        database, prefix = fields["DbName"], fields.get("EntityIdPrefix", "")
        if database not in self.kept:
            return self._refused("no such database")
        limit, token = int(fields["Limit"]), fields.get("Token", "")
        start = int(token) if token else int(fields.get("Offset", "0"))
        if not token and start + limit > _REACH:
            return self._refused("Offset and Limit reach the first 2000 records only")
        found = [kept for kept in self.kept[database] if kept.entity_id.startswith(prefix)]
        if fields.get("Order") == "desc":
            found.reverse()
        page = found[start : start + limit]
        data = {
            "TotalCount": self._total(database, prefix),
            "Token": str(start + limit) if start + limit < len(found) else "",
            "ImageList": [
                {
                    "EntityId": kept.entity_id,
                    "DataId": kept.data_id,
                    "ExtraData": kept.extra_data,
                    "CreatedAt": kept.created,
                    "UpdatedAt": kept.created,
                }
                for kept in page
            ],
        }
        return self._said(Data=data)

    def _5(self, fields: dict[str, str]) -> bytes:
        content = self._fetched(fields["ImageUrl"])
        kept = self.kept.get(fields["DbName"])
        if kept is None or content is None:
            return self._refused("no such database" if content else "image cannot be read")
        scored = sorted(((likeness(content, one.content), one) for one in kept), key=_by_score)
        matches = [
            {
                "DataId": one.data_id,
                "EntityId": one.entity_id,
                "ExtraData": one.extra_data,
                "ImageUrl": f"{self.address}/pictures/{one.data_id}",
                "Score": round(score, 3),
            }
            for score, one in scored[: int(fields["Limit"])]
        ]
        return self._said(Data={"MatchList": matches})

    def _6(self, fields: dict[str, str]) -> bytes:
        if self.kept.pop(fields["Name"], None) is None:
            return self._refused("no such database")
        return self._said()

    def _7(self, fields: dict[str, str]) -> bytes:
        kept = self.kept.get(fields["DbName"], [])
        left = [one for one in kept if one.entity_id != fields["EntityId"]]
        if len(left) == len(kept):
            return self._refused("no such entity")
        self.kept[fields["DbName"]] = left
        return self._said()

    def _picture(self, data_id: str, request: httpx.Request) -> httpx.Response:
        self.fetched.append(request)
        every = (one for kept in self.kept.values() for one in kept)
        found = next((one for one in every if one.data_id == data_id), None)
        if found is None or data_id in self.broken:
            return played(httpx.Response(404))
        return played(found.content)

    def _fetched(self, address: str) -> bytes | None:
        return self.objects.get(unquote(urlsplit(address).path).removeprefix("/uploads/"))

    def _total(self, database: str, prefix: str) -> int:
        if not prefix and database in self.counts:
            return self.counts[database]
        return sum(1 for kept in self.kept[database] if kept.entity_id.startswith(prefix))

    def _said(self, **members: object) -> bytes:
        return an_envelope(a_body(**members), fee=self.fee)

    def _refused(self, remark: str) -> bytes:
        return an_envelope({"ret_code": 1, "remark": remark, "RequestId": "REQ-2475"}, fee=0)


def likeness(one: bytes, other: bytes) -> float:
    """Return from 0 to 10 how alike two encoded pictures are; 10: the same bytes."""
    if one == other and one:
        return 10.0
    first, second = _small(one), _small(other)
    if first is None or second is None:
        digest = hashlib.sha256(one + other).digest()
        return digest[0] / 256
    return 9.9 * (1 - float(np.abs(first - second).mean()) / 255)


def _small(content: bytes) -> np.ndarray | None:
    import cv2

    if not content:
        return None
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    if pixels is None:
        return None
    return np.asarray(cv2.resize(pixels, (16, 16), interpolation=cv2.INTER_AREA), np.float64)


def _by_score(scored: tuple[float, Kept]) -> tuple[float, str]:
    return -scored[0], scored[1].data_id


def _next(script: dict[str, list[Scripted | None]], path: str) -> Scripted | None:
    return script[path].pop(0) if script.get(path) else None


async def _for_ever() -> None:
    import asyncio

    await asyncio.Event().wait()
