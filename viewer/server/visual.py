"""The visual search (ShowAPI 2475): databases of pictures, and what is like a picture.

Seven calls behind the same gateway as 2477, all answered at once:

| path | call | bills |
|---|---|---|
| `/2475-1` | make a database | 0 |
| `/2475-2` | list the databases | 0 |
| `/2475-3` | add a picture | 1 |
| `/2475-4` | list a database's pictures | 0 |
| `/2475-5` | search for what is like a picture | 1 |
| `/2475-6` | delete a database | 0 |
| `/2475-7` | delete all pictures of an entity | 0 |

A refused call bills nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from viewer.server.credentials import ServiceCredentials
from viewer.server.envelope import (
    DROP_CONNECTION_KEY,
    Answer,
    GatewayRefusedError,
    Json,
    RefusedError,
    RetCode,
    answered,
    check_app_key,
    gateway_refused,
    new_request_id,
    refused,
)
from viewer.server.faults import Faults
from viewer.server.submission import Form
from viewer.server.visual_answers import bent, listed, matched
from viewer.server.visual_database import NoStorageError
from viewer.server.visual_desk import ADD_MOST_BYTES, SEARCH_MOST_BYTES, Picture, VisualDesk
from viewer.server.visual_form import (
    database_name,
    entity_id,
    extra_data,
    image_url,
    match_limit,
    page_wish,
)
from viewer.server.visual_index import IndexNotReadyError, VisualIndexes
from viewer.server.visual_pictures import PICTURE_ROUTE, PictureLinks, Pictures
from viewer.server.visual_store import NewPicture, VisualStore
from viewer.server.visual_tokens import Listing, PageTokens

if TYPE_CHECKING:
    from viewer.server.similarity.traits import Traits

_CREATE: Final = "/2475-1"
_DATABASES: Final = "/2475-2"
_ADD: Final = "/2475-3"
_LIST: Final = "/2475-4"
_SEARCH: Final = "/2475-5"
_DELETE: Final = "/2475-6"
_DELETE_ENTITY: Final = "/2475-7"
_PATHS: Final = (_CREATE, _DATABASES, _ADD, _LIST, _SEARCH, _DELETE, _DELETE_ENTITY)
_READING: Final = (_ADD, _SEARCH)
_DELETING: Final = (_DELETE, _DELETE_ENTITY)

Call = Callable[[Form], Answer]


class VisualService:
    """Answers the seven paths and the links to kept pictures.

    `store` keeps the databases, `desk` reads what was uploaded.
    """

    def __init__(
        self,
        store: VisualStore,
        desk: VisualDesk,
        credentials: ServiceCredentials,
        faults: Faults,
    ) -> None:
        self._store = store
        self._desk = desk
        self._credentials = credentials
        self._faults = faults
        self._base = ""
        self._asked = Counter(dict.fromkeys(_PATHS, 0))
        self._indexes = VisualIndexes(store, self._described_anew)
        self._links = PictureLinks(store.secret)
        self._pictures = Pictures(store, self._links, faults)
        self._calls: Mapping[str, Call] = {
            _CREATE: self._create,
            _DATABASES: self._databases,
            _ADD: self._add,
            _LIST: self._list,
            _SEARCH: self._search,
            _DELETE: self._delete,
            _DELETE_ENTITY: self._delete_entity,
        }

    @property
    def asked(self) -> Mapping[str, int]:
        """How often each path was asked in this run."""
        return self._asked

    def routes(self) -> list[Route]:
        """Return what the service answers."""
        return [
            *(Route(path, self.answer, methods=["POST"]) for path in _PATHS),
            Route(PICTURE_ROUTE, self._pictures.handle),
        ]

    def start(self, own_hosts: frozenset[str], base: str) -> None:
        """Begin; `own_hosts` are the names of this service, `base` is what links begin with."""
        self._base = base
        self._desk.open(own_hosts)

    def stop(self) -> None:
        """End the process that reads pictures and close the files."""
        self._desk.close()
        self._indexes.close()
        self._store.close()

    async def answer(self, request: Request) -> Response:
        """Answer one of the seven calls."""
        path = request.url.path
        self._asked[path] += 1
        await self._wait(path)
        if path == _ADD and self._asked[path] <= self._faults.similar_add_503:
            return Response(status_code=503, headers={"Retry-After": "1"})
        try:
            check_app_key(request, self._credentials.app_key)
            form = await Form.of(request)
            form.check_ds_id(self._credentials.ds_id)
            self._refuse_on_purpose(path)
            answer = await asyncio.to_thread(self._done, path, form)
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        except RefusedError as error:
            return refused(request, error, self._faults)
        if self._is_dropped(path):
            request.scope[DROP_CONNECTION_KEY] = True
        response = answered(request, answer, self._faults)
        if path == _DELETE:
            response.background = BackgroundTask(self._store.give_back)
        return response

    def _done(self, path: str, form: Form) -> Answer:
        try:
            return self._calls[path](form)
        except NoStorageError as error:
            raise RefusedError(RetCode.BUSY, "服务存储不可用，请求未受理") from error

    def _create(self, form: Form) -> Answer:
        self._store.create(database_name(form, "Name"))
        self._desk.warm_up()
        return Answer(new_request_id())

    def _databases(self, _: Form) -> Answer:
        named: list[Json] = [{"Name": name} for name in self._store.names()]
        return self._said({"DbList": named})

    def _add(self, form: Form) -> Answer:
        name = database_name(form)
        entity, extra, url = entity_id(form), extra_data(form), image_url(form)
        database = self._store.number_of(name)
        self._store.check_room(database)
        picture = self._desk.picture(url, ADD_MOST_BYTES)
        traits = self._desk.described(picture).to_bytes()
        new = NewPicture(entity, extra, picture.content, picture.kind, traits)
        return self._said({"DataId": self._store.add(database, new)}, fee=1)

    def _list(self, form: Form) -> Answer:
        wish = page_wish(form)
        listing = Listing(self._store.number_of(wish.name), wish.is_descending, wish.prefix)
        tokens = PageTokens(self._store.secret())
        if wish.token:
            after = tokens.last_of(wish.token, listing)
            page = self._store.page(listing, wish.limit, after=after)
        else:
            page = self._store.page(listing, wish.limit, wish.offset)
        token = tokens.token(listing, page.images[-1].number) if page.has_more else ""
        return self._said(listed(page, token))

    def _search(self, form: Form) -> Answer:
        name, url, limit = database_name(form), image_url(form), match_limit(form)
        database = self._store.number_of(name)
        traits = self._desk.described(self._desk.picture(url, SEARCH_MOST_BYTES))
        try:
            found = self._indexes.search(database, traits, limit)
        except IndexNotReadyError as error:
            words = f"数据库索引正在建立({error.done}/{error.total})，请稍后再试"
            raise RefusedError(RetCode.BUSY, words) from error
        kept = self._store.kept(scored.key for scored in found.scored)
        data = matched(found.scored, kept, lambda image: self._links.link(self._base, image))
        remark = f"另有{found.waiting}张图片的特征正在更新，稍后可检索到" if found.waiting else ""
        return self._said(data, fee=1, remark=remark)

    def _delete(self, form: Form) -> Answer:
        name = database_name(form, "Name")
        self._indexes.forget(self._store.number_of(name))
        self._store.delete(name)
        return Answer(new_request_id())

    def _delete_entity(self, form: Form) -> Answer:
        name, entity = database_name(form), entity_id(form)
        if not self._store.delete_entity(self._store.number_of(name), entity):
            raise RefusedError(RetCode.UNKNOWN_ENTITY, f"EntityId {entity}不存在")
        return Answer(new_request_id())

    def _said(self, data: dict[str, Json], fee: int = 0, remark: str = "") -> Answer:
        document = bent(data, self._faults)
        return Answer(new_request_id(), document, remark or "success", fee=fee)

    def _described_anew(self, number: int) -> "Traits | None":
        """Describe a picture that was kept by another version; None where it cannot be read."""
        image = self._store.kept([number]).get(number)
        path = self._store.picture_file(image.data_id) if image is not None else None
        if image is None or path is None:
            return None
        try:
            traits = self._desk.described(Picture(path.read_bytes(), image.kind))
        except (RefusedError, OSError):
            return None
        self._store.write_traits(number, traits.to_bytes())
        return traits

    async def _wait(self, path: str) -> None:
        await asyncio.sleep(self._faults.submit_delay)
        if path in _READING:
            await asyncio.sleep(self._faults.similar_delay)

    def _refuse_on_purpose(self, path: str) -> None:
        if (
            self._faults.refuse_submit
            or (path == _ADD and self._faults.similar_refuse_add)
            or (path == _SEARCH and self._faults.similar_refuse_search)
        ):
            raise RefusedError(RetCode.REFUSED_BY_FAULT, "服务拒绝了该请求(故障演练)")

    def _is_dropped(self, path: str) -> bool:
        is_dropped_add = path == _ADD and self._faults.similar_drop_add
        return is_dropped_add or (path in _DELETING and self._faults.similar_drop_delete)
