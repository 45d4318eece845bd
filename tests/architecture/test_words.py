"""Strings for people: literal in the source, complete in the catalogue, never rendered."""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "viewer").rglob("*.py"))
CATALOGUE = ROOT / "resources" / "translations" / "viewer_zh_CN.ts"
COMPILED = CATALOGUE.with_suffix(".qm")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                yield path, node


def is_translate(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"translate", "tr"}


def is_qt_translate(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "translate"
        and isinstance(function.value, ast.Name)
        and function.value.id == "QCoreApplication"
    )


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def messages() -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(CATALOGUE).getroot()
    return {
        (str(context.findtext("name")), str(message.findtext("source"))): message
        for context in root.findall("context")
        for message in context.findall("message")
    }


def said_in_source() -> set[tuple[str, str]]:
    said = set()
    for _path, call in calls():
        if is_qt_translate(call):
            texts = [a.value for a in call.args[:2] if isinstance(a, ast.Constant)]
            said.add((str(texts[0]), str(texts[1])))
    return said


def test_only_literal_strings_are_translated() -> None:
    wrong = [
        where(path, call)
        for path, call in calls()
        if is_qt_translate(call)
        and not all(
            isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            for argument in call.args[:2]
        )
    ]

    assert wrong == []


def test_translate_has_no_other_name() -> None:
    """An alias is extracted with its context as the source, and never found when it runs."""
    aliases = [
        where(path, node)
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign) and is_translate(node.value)
    ]

    assert aliases == []


def test_every_string_is_in_the_catalogue_and_nothing_else() -> None:
    known = set(messages())

    assert sorted(said_in_source() - known) == [], "run `make translations`"
    assert sorted(known - said_in_source()) == [], "run `make translations`"


def test_every_string_is_translated() -> None:
    unfinished = [
        key
        for key, message in messages().items()
        if (translation := message.find("translation")) is None
        or translation.get("type")
        or not translation.text
    ]

    assert unfinished == []


def test_a_translation_has_the_gaps_of_its_source() -> None:
    import re

    gaps = re.compile(r"\{[a-z0-9]*\}")
    wrong = [
        key
        for key, message in messages().items()
        if sorted(gaps.findall(key[1]))
        != sorted(gaps.findall(str(message.findtext("translation"))))
    ]

    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_source(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("pyside6-lrelease")
    if not program.exists():
        pytest.skip("pyside6-lrelease is not beside this Python")
    fresh = tmp_path / "fresh.qm"
    subprocess.run(
        [program, str(CATALOGUE), "-qm", str(fresh)], check=True, capture_output=True, timeout=60
    )

    assert fresh.read_bytes() == COMPILED.read_bytes(), "run `make translations`"


def test_labels_come_from_the_plain_text_helpers() -> None:
    """QLabel guesses the format and would load a picture that a service names."""
    allowed = {"viewer/ui/labels.py"}
    wrong = [
        where(path, call)
        for path, call in calls()
        if isinstance(call.func, ast.Name)
        and call.func.id == "QLabel"
        and call.args
        and str(path.relative_to(ROOT)) not in allowed
    ]

    assert wrong == []


def test_no_dialog_is_executed() -> None:
    """A modal `exec()` freezes the other tasks of the loop for good."""
    wrong = [
        where(path, call)
        for path, call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"exec", "exec_", "processEvents"}
        and not str(path.relative_to(ROOT)).startswith(("viewer/bench/", "viewer/app/main.py"))
    ]

    assert wrong == []


def test_no_ready_made_message_box_is_used() -> None:
    names = {"QMessageBox", "QErrorMessage", "QProgressDialog", "QInputDialog", "QTextBrowser"}
    wrong = [
        where(path, node)
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and names & {alias.name for alias in node.names}
    ]

    assert wrong == []
