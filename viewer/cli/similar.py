"""`viewer similar`: databases of pictures, and what is like an image."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.cli.analyze import named_connection
from viewer.cli.windowing import take_negative_values
from viewer.foundation.errors import ExitStatus, KnownError, WrongUsage

if TYPE_CHECKING:
    from viewer.domain.similar import KeptImage
    from viewer.jobs.similar.cases import SimilarCases
    from viewer.storage.library import Library
    from viewer.vendors.connection import Connection
    from viewer.vendors.similar.client import PageWish

_USUAL_MATCHES: Final = 20
_PAGE: Final = 500
_NAMES: Final = "a-z, 0-9 and _"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is spoken to, for one call of the command."""

    cases: "SimilarCases"
    service: str
    args: argparse.Namespace


Act = Callable[[Desk], Awaitable[None]]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its actions."""
    parser = subparsers.add_parser("similar", help="databases of pictures; what is like an image")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_database_parsers(actions)
    listing = _leaf(actions, "list", "the pictures of a database")
    listing.add_argument("database", metavar="DB")
    listing.add_argument("--prefix", default="", help="only entity ids that begin so")
    listing.add_argument("--order", choices=["asc", "desc"], default="asc", help="by time added")
    listing.add_argument("--limit", type=int, metavar="N", help="at most so many (default: all)")
    adding = _leaf(actions, "add", "add images to a database")
    adding.add_argument("database", metavar="DB")
    adding.add_argument("paths", nargs="+", metavar="IMAGE", help="files, folders, ZIP, DICOMDIR")
    adding.add_argument(
        "--entity", default="", metavar="ID", help=f"{_NAMES}, at most 64 (default: of the image)"
    )
    adding.add_argument("--extra", metavar="TEXT", help="kept beside them, at most 512 characters")
    _add_image_options(adding, "of each series")
    searching = _leaf(actions, "search", "what is like an image, as JSON")
    searching.add_argument("database", metavar="DB")
    searching.add_argument("path", metavar="IMAGE")
    searching.add_argument("--limit", type=int, default=_USUAL_MATCHES, metavar="N", help="1–1000")
    searching.add_argument("--series", metavar="UID", help="which series, if there are several")
    _add_image_options(searching, "of the series")
    deleting = _leaf(actions, "delete", "delete the pictures of one entity id")
    deleting.add_argument("database", metavar="DB")
    deleting.add_argument("entity", metavar="ENTITY")


def _add_database_parsers(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    parser = actions.add_parser("db", help="list, create or delete databases")
    databases = parser.add_subparsers(dest="db_action", required=True, metavar="ACTION")
    _leaf(databases, "list", "their names")
    creating = _leaf(databases, "create", "make a database")
    creating.add_argument("database", metavar="NAME", help=f"{_NAMES}, 2 to 64 characters")
    deleting = _leaf(
        databases,
        "delete",
        "delete a database with all its pictures",
        "This cannot be undone. At a terminal the name is asked for once more; without one, as in "
        "a script, the NAME given is taken for the answer.",
    )
    deleting.add_argument("database", metavar="NAME")
    deleting.add_argument("--yes", action="store_true", help="do not ask, also at a terminal")


def _leaf(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    more: str = "",
) -> argparse.ArgumentParser:
    """Add an action with the options that all have."""
    said = f"{what[:1].upper()}{what[1:]}. {more}"
    parser = actions.add_parser(name, help=what, description=said.strip())
    parser.add_argument(
        "--service", type=Path, metavar="JSONFILE", help="the line that `viewer serve` printed"
    )
    parser.add_argument("--json", action="store_true", help="for scripts")
    return parser


def _add_image_options(parser: argparse.ArgumentParser, whose: str) -> None:
    take_negative_values(parser)
    parser.add_argument("--frame", type=int, metavar="N", help=f"image N {whose}, from 0")
    parser.add_argument("--window", metavar="CENTER,WIDTH", help="e.g. -600,1500")
    parser.add_argument(
        "--region", metavar="X1,Y1,X2,Y2", help="only this part, image px from the upper left"
    )


def run(args: argparse.Namespace) -> int:
    """Do it; returns the exit status. Raises KnownError."""
    act = _act(args)
    named = named_connection(args.service)
    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library
    from viewer.words.language import install_for_command_line

    install_for_command_line()
    with open_library(Folders.from_environment()) as library:
        asyncio.run(_done(library, args, named, act))
    return ExitStatus.DONE


def _act(args: argparse.Namespace) -> Act:
    """Return what is to be done; words that can be wrong are looked at first. Raises KnownError."""
    from viewer.jobs.similar.problems import check_database, check_entity

    if args.action == "db" and args.db_action == "list":
        return _list_databases
    as_usage(check_database, args.database)
    if args.action == "db":
        if args.db_action == "create":
            return _create
        _confirm(args)
        return _drop
    if args.action == "delete":
        as_usage(check_entity, args.entity)
        return _delete
    if args.action == "list":
        return _listing(args)
    from viewer.cli import similar_images

    return similar_images.adding(args) if args.action == "add" else similar_images.searching(args)


async def _done(
    library: "Library", args: argparse.Namespace, named: "Connection | None", act: Act
) -> None:
    async with _speaking(library, args, named) as desk:
        await act(desk)


@asynccontextmanager
async def _speaking(
    library: "Library", args: argparse.Namespace, named: "Connection | None"
) -> AsyncIterator[Desk]:
    from viewer.app.local_service import LocalServices
    from viewer.app.named_service import NamedService
    from viewer.jobs.request import LOCAL
    from viewer.jobs.similar.cases import SimilarCases

    services = NamedService(LocalServices(library.folders), named)
    cases = SimilarCases(library, services)
    try:
        yield Desk(cases, named.service if named else LOCAL, args)
    finally:
        await cases.aclose()
        await services.close()


async def _list_databases(desk: Desk) -> None:
    from viewer.app.similar_files import databases_json, written

    names = await desk.cases.databases(desk.service)
    if desk.args.json:
        counts = [(name, await _count(desk, name)) for name in names]
        print(written(databases_json(counts)))
        return
    for name in names:
        print(_shown(name))


async def _count(desk: Desk, name: str) -> int | None:
    """Return how many pictures a database has; None where that cannot be had."""
    try:
        return await desk.cases.count(desk.service, name)
    except KnownError:  # the names are what was asked for
        return None


async def _create(desk: Desk) -> None:
    await desk.cases.create(desk.service, desk.args.database)
    _say_done(desk, "created")


async def _drop(desk: Desk) -> None:
    await desk.cases.drop(desk.service, desk.args.database)
    _say_done(desk, "deleted")


async def _delete(desk: Desk) -> None:
    await desk.cases.delete(desk.service, desk.args.database, desk.args.entity)
    _say_done(desk, "deleted", entity_id=desk.args.entity)


def _say_done(desk: Desk, done: str, **more: object) -> None:
    """Say it to a script that asked for JSON; a person sees that nothing went wrong."""
    from viewer.app.similar_files import done_json, written

    if desk.args.json:
        print(written(done_json(desk.args.database, done, **more)))


def as_usage(check: Callable[[str], None], text: str) -> None:
    """Look at a word of the command. Raises WrongUsage where the service does not take it."""
    from viewer.words.errors import error_words
    from viewer.words.language import install_for_command_line

    try:
        check(text)
    except KnownError as error:
        install_for_command_line()
        raise WrongUsage(error_words(error).line) from error


def _confirm(args: argparse.Namespace) -> None:
    """At a terminal, have the name typed again. Raises WrongUsage where it is another one."""
    if args.yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    question = f"This deletes {args.database} with all its pictures, for good. Type its name: "
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip() != args.database:
        raise WrongUsage("that is not its name: nothing was deleted")


def _listing(args: argparse.Namespace) -> Act:
    """Return the call that lists a database. Raises WrongUsage."""
    from viewer.vendors.similar.client import Order, PageWish
    from viewer.vendors.similar.paging import first_wish
    from viewer.vendors.similar.rules import entity_prefix_problem

    if entity_prefix_problem(args.prefix) is not None:
        raise WrongUsage(f"--prefix takes at most 64 of {_NAMES}")
    if args.limit is not None and args.limit < 1:
        raise WrongUsage("--limit is a number from 1 on")
    size = min(_PAGE, args.limit or _PAGE)
    wish = first_wish(PageWish(limit=size, order=Order(args.order), prefix=args.prefix))

    async def act(desk: Desk) -> None:
        await _list(desk, wish)

    return act


async def _list(desk: Desk, wish: "PageWish") -> None:
    """Print a database: as lines while they come, as JSON in one."""
    from viewer.app.similar_files import list_json, written
    from viewer.vendors.similar.paging import next_wish

    most, seen, total = desk.args.limit, 0, None
    kept: list[KeptImage] = []
    following: PageWish | None = wish
    while following is not None and (most is None or seen < most):
        page = await desk.cases.page(desk.service, desk.args.database, following)
        total = page.total if total is None else total
        shown = page.images if most is None else page.images[: most - seen]
        following, seen = next_wish(following, page, seen + len(page.images)), seen + len(shown)
        if desk.args.json:
            kept += shown
        else:
            print("".join(map(_line, shown)), end="", flush=True)
    if desk.args.json:
        print(written(list_json(desk.args.database, total, kept)))
    if most is None and total is not None and seen < total:
        print(f"viewer: {seen} of {total}: the service shows no more", file=sys.stderr)


def _line(image: "KeptImage") -> str:
    created = image.created.isoformat(timespec="seconds") if image.created is not None else "–"
    said = (image.entity_id, image.data_id, created, " ".join(image.extra_data.split()))
    return "\t".join(map(_shown, said)) + "\n"


def _shown(text: str) -> str:
    """Return a service's word without what would steer a terminal."""
    return "".join(one if one.isprintable() else "�" for one in text)
