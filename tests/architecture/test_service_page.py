"""The page about the local service names every code with which it gives up on a series."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def codes_raised() -> Iterator[str]:
    for path in sorted((ROOT / "viewer" / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UnfitSeriesError":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value)


def test_every_error_code_of_a_method_is_listed():
    page = (ROOT / "docs" / "local-service.md").read_text(encoding="utf-8")
    (listed,) = (part for part in page.split("\n\n") if "with an `ErrorCode`" in part)
    raised = set(codes_raised())

    assert len(raised) >= 10
    assert {code for code in raised if f"`{code}`" not in listed} == set()
