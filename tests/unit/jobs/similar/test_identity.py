"""Nothing that leaves, and nothing that is logged, says who the patient is."""

import asyncio
import logging

import pydicom
import pytest

from tests.image_builders import write_series
from tests.unit.jobs.similar.conftest import DATABASE, unlike
from tests.unit.jobs.test_pictures import chunks
from tests.vendor_builders import PLANTED_SECRETS
from viewer.imaging.scan import scan
from viewer.jobs.similar.adding import ToAdd

PLANTS = ("Quxplant", "PAT-0815", "19700131", "ACC-4711", "Dr.Plantson")


@pytest.fixture
def stack(tmp_path):
    folder = tmp_path / "Quxplant PAT-0815"
    write_series(
        folder,
        slices=3,
        values=unlike,
        patient_name="Quxplant^Jo",
        patient_id="PAT-0815",
        description="Chest of Quxplant",
    )
    for path in folder.iterdir():
        data = pydicom.dcmread(path)
        data.PatientBirthDate, data.AccessionNumber = "19700131", "ACC-4711"
        data.ReferringPhysicianName, data.StudyDate = "Dr.Plantson", "20260105"
        data.save_as(path)
    return scan([folder]).stacks[0]


def test_r050_no_trace_of_the_patient_leaves_or_is_logged(cases, stack, service, library, caplog):
    caplog.set_level(logging.DEBUG)
    series = stack.description.reference
    uids = (
        series.study_instance_uid,
        series.series_instance_uid,
        *(instance.sop_instance_uid for instance in stack.description.instances),
    )
    wanted = [
        ToAdd(stack=stack, index=0, label="solid nodule"),
        ToAdd(stack=stack, index=1, region=(0, 0, 5, 5), finding="finding-1"),
        ToAdd(stack=stack, index=2, window="40,400"),
    ]

    async def all_of_it():
        batch = cases.adding.begin("local", DATABASE, wanted)
        await cases.adding.run(batch)
        await cases.search("local", DATABASE, unlike(1).astype("u1"), 5)
        await cases.aclose()
        return batch

    batch = asyncio.run(all_of_it())

    left = [
        *(str(call) for call in service.calls),
        *service.uploaded,
        *(content.decode("latin-1") for content in service.uploaded.values()),
        *(str(receipt) for receipt in library.similar.sent()),
        caplog.text,
    ]
    assert len(service.uploaded) == 4
    for plant in (*PLANTS, "20260105", "Chest", *uids):
        assert not any(plant in text for text in left), plant
    for secret in PLANTED_SECRETS:
        assert secret not in caplog.text
    for content in service.uploaded.values():
        assert set(chunks(content)) == {b"IHDR", b"IDAT", b"IEND"}
    assert not any("Quxplant" in item.title for item in cases.adding.items(batch))
