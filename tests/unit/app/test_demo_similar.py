"""The demonstration's database: which pictures it holds, and that they are sent only once."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.fake_service import FakeClock
from tests.fake_similar import ADD, CREATE, FakeSimilar
from tests.image_builders import write_series
from viewer.app.demo_similar import DATABASE, fill, key_pictures, shown_in, sought_part
from viewer.app.demo_study import DemoStudies
from viewer.foundation.folders import Folders
from viewer.foundation.resources import resource
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.similar.cases import SimilarCases
from viewer.server import phantoms


@pytest.fixture
def studies(tmp_path):
    found = DemoStudies(tmp_path / "demo")
    write_series(
        found.chest, slices=25, rows=140, columns=150, series_uid="1.2.3.1", patient_name="Wang^Li"
    )
    write_series(
        found.spine / "t2",
        slices=5,
        rows=140,
        columns=150,
        series_uid="1.2.3.2",
        patient_name="Wang^Li",
    )
    return found


def opened(studies):
    return scan([str(studies.root)]).stacks


def test_a_series_gives_slices_at_even_distances_with_the_one_shown_first(studies):
    chosen = key_pictures(opened(studies), studies)

    chest = [one for one in chosen if one.label == "Chest CT"]
    assert [one.index for one in chest] == list(range(0, 25, 3))
    assert chest[0].stack.first_shown in [one.index for one in chest]
    assert [one.index for one in chosen if one.label == "Lumbar spine"] == [0, 1, 2, 3, 4]


def test_what_else_is_open_stays_out_of_the_database(studies, tmp_path):
    write_series(tmp_path / "other", slices=2, rows=140, columns=150, series_uid="1.2.3.3")
    stacks = (*opened(studies), *scan([str(tmp_path / "other")]).stacks)

    chosen = key_pictures(stacks, studies)

    assert all(one.stack.description.reference.series_instance_uid != "1.2.3.3" for one in chosen)


def test_every_study_of_the_demonstration_is_shown(studies):
    places = {str(shown.place) for shown in shown_in(studies)}

    assert places == set(studies.paths)


def test_the_second_run_sends_nothing(studies):
    service = FakeSimilar()

    async def main():
        with open_library(Folders.from_environment()) as library:
            cases = SimilarCases(library, service, FakeClock(), make_transport=service.transport)
            wanted = key_pictures(opened(studies), studies)
            first, second = await fill(cases, wanted), await fill(cases, wanted)
            await cases.aclose()
            assert library.similar.open_batches() == ()
        return first, second

    first, second = asyncio.run(main())

    assert first.added + first.known == 14  # slices with the same pixels are one picture
    assert first.added == len(service.calls_to(ADD)) == len(service.kept[DATABASE]) > 1
    assert (second.added, second.known, second.failed) == (0, 14, 0)
    assert len(service.calls_to(CREATE)) == 1


def test_what_is_sought_is_a_part_off_the_centre(studies):
    stack = opened(studies)[0]
    description = replace(stack.description, columns=200, rows=100)

    part = sought_part(replace(stack, description=description))

    assert part == (30, 15, 185, 93)


def test_no_label_in_either_language_names_a_patient_of_the_demonstration():
    """A label that does is not sent, and the demonstration would end there."""
    drawn = "".join(
        path.read_text(encoding="utf-8") for path in Path(phantoms.__path__[0]).glob("*.py")
    )
    names = [family + given for family, given in re.findall(r"=(\w)\^(\w)\"", drawn)]
    catalogue = ElementTree.parse(resource("translations/viewer_zh_CN.ts")).getroot()
    labels = [
        "".join(message.itertext())
        for context in catalogue.iter("context")
        if context.findtext("name") == "DemoSimilar"
        for message in context.iter("message")
    ]

    assert len(names) >= 5
    assert len(labels) == 9
    assert not [label for label in labels for name in names if name in label]
