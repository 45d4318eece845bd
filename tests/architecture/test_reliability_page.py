"""docs/reliability.md says which rows of the list have tests: it has to be true."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = 60


def rows_with_tests() -> set[int]:
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = re.findall(r"def test_r(\d{3})_", path.read_text(encoding="utf-8"))
        found |= {int(number) for number in names}
    return found


def rows_said_to_have_tests(page: str) -> set[int]:
    sentence = re.search(r"With tests that bear the number: ([^.]+)\.", page)
    assert sentence
    said = set()
    for part in sentence[1].split(", "):
        first, _, last = part.partition("–")
        said |= set(range(int(first), int(last or first) + 1))
    return said


def test_the_page_names_the_rows_that_have_tests_and_those_that_have_none() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    without = {int(number) for number in re.findall(r"^\| (\d+) \| ", page, re.MULTILINE)}

    assert rows_said_to_have_tests(page) == rows_with_tests()
    assert without == set(range(1, ROWS + 1)) - rows_with_tests()


def test_the_figures_have_their_place() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")

    assert page.count("<!-- figures: written by make reliability -->") == 1
    assert page.count("<!-- end of figures -->") == 1
