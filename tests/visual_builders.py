"""Pictures for the visual search, and its calls as a client makes them."""

import io
import secrets
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from tests.server_builders import LocalService
from viewer.server.visual_store import NewPicture, VisualStore, _insert

CREATE, DATABASES, ADD, LIST, SEARCH, DELETE, DELETE_ENTITY = range(1, 8)


def a_picture(
    seed: int = 0,
    width: int = 200,
    height: int = 160,
    kind: str = "PNG",
    *,
    size: int | None = None,
    mode: str = "L",
) -> bytes:
    """A file of soft blotches, the same for a seed; `size` adds bytes behind its end."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8), np.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    file = io.BytesIO()
    picture.convert(mode).save(file, kind)
    content = file.getvalue()
    return content if size is None else content.ljust(size, b"\0")


def many(store: VisualStore, database: int, entity_ids: list[str], traits: bytes = b"") -> None:
    """Put rows without pictures into a database at once: what takes hours over HTTP."""
    with store._database.writing() as connection:
        for entity_id in entity_ids:
            picture = NewPicture(entity_id, "", b"", "PNG", traits)
            _insert(connection, database, secrets.token_hex(16), picture, 1000)


@dataclass
class Visual:
    """A running service, asked for its visual search."""

    service: LocalService

    def envelope(self, call: int, **fields: Any) -> dict[str, Any]:
        """Ask one of the seven calls; a field set to None is left out."""
        given = {"ds_id": self.service.announced["ds_id"], **fields}
        given = {key: value for key, value in given.items() if value is not None}
        answer = self.service.post(f"/2475-{call}", given)
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    def body(self, call: int, **fields: Any) -> dict[str, Any]:
        """Ask and return the method's answer."""
        return self.envelope(call, **fields)["showapi_res_body"]  # type: ignore[no-any-return]

    def code(self, call: int, **fields: Any) -> int:
        """Ask and return `ret_code`."""
        return int(self.body(call, **fields)["ret_code"])

    def data(self, call: int, **fields: Any) -> dict[str, Any]:
        """Ask what is answered well, and return `Data`."""
        body = self.body(call, **fields)
        assert body["ret_code"] == 0, body
        return body["Data"]  # type: ignore[no-any-return]

    def create(self, name: str) -> str:
        """Make a database; returns its name."""
        assert self.code(CREATE, Name=name) == 0
        return name

    def add(self, name: str, content: bytes, entity_id: str = "e", extra: str = "") -> str:
        """Add a picture; returns its DataId."""
        url = self.service.upload(content)
        data = self.data(ADD, DbName=name, EntityId=entity_id, ExtraData=extra, ImageUrl=url)
        return str(data["DataId"])

    def search(self, name: str, content: bytes, limit: int = 10) -> list[dict[str, Any]]:
        """Search; returns the matches."""
        url = self.service.upload(content)
        data = self.data(SEARCH, DbName=name, ImageUrl=url, Limit=limit)
        return data["MatchList"]  # type: ignore[no-any-return]

    def names(self) -> list[str]:
        """Return the databases there are."""
        return [item["Name"] for item in self.data(DATABASES)["DbList"]]

    def ids(self, name: str, **fields: Any) -> list[str]:
        """Return the DataIds of one page of a list."""
        return [item["DataId"] for item in self.data(LIST, DbName=name, **fields)["ImageList"]]
