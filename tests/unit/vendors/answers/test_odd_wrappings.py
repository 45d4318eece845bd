"""Answers in more wrappings than documented, and what is neither found nor nothing found."""

import io
import json
import tarfile
import zipfile

import numpy as np
import pytest

from tests.answer_corpus import about, read_case
from tests.mask_builders import nifti
from tests.vendor_builders import a_body, an_envelope, job_answer
from viewer.domain.part import PartState
from viewer.domain.result import NoticeKind, RunState
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.answers import mask_files
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.gateway.reading import read_answer

DATA = {"Results": {"eczema": 0.5}}


def read(name, data, given=None):
    raw = json.dumps({"Data": data}).encode()
    return read_answer(raw, endpoint_named(name), given or about(name))


def finished(result):
    return job_answer("PROCESS_SUCCESS", Result=result)


@pytest.mark.parametrize(
    "raw",
    [
        finished(json.dumps({"Data": {"Data": DATA}})),
        finished(json.dumps({"Data": json.dumps({"Data": DATA})})),
        finished({"ret_code": 0, "Data": {"data": DATA}}),
        an_envelope(a_body(Data={"Data": DATA})),
    ],
)
def test_every_wrapping_called_data_is_opened(raw):
    result = read_case(raw, endpoint_named("skin"))

    assert [(one.name, one.value) for one in result.parts[0].shares] == [("eczema", 0.5)]


@pytest.mark.parametrize(
    "raw",
    [
        finished(json.dumps({"ret_code": 5, "remark": "图像无法读取"})),
        finished(json.dumps({"Data": {"ret_code": "5", "remark": "图像无法读取", "Data": {}}})),
        an_envelope(a_body(Data={"ret_code": 5, "remark": "图像无法读取"})),
    ],
)
def test_a_refusal_within_a_result_is_a_refusal(raw):
    assert envelope.read(raw).refusal.code == "5"
    result = read_case(raw, endpoint_named("skin"))
    assert (result.state, result.failure) == (RunState.FAILED, "图像无法读取")


@pytest.mark.parametrize("value", [None, "NaN", 7, [1, 2]])
def test_probabilities_of_which_none_can_be_read_are_unreadable(value):
    (part,) = (result := read("skin", {"Results": {"eczema": value, "水痘": "?"}})).parts

    assert (part.state, part.shares, result.state) == (PartState.UNREADABLE, (), RunState.DONE)
    assert len(result.unplaced) == 2


@pytest.mark.parametrize(
    "data",
    [{"0": {"DUrl": "https://a.invalid/x"}}, [{"DUrl": None, "NUrl": ""}], [{"Url": "x"}]],
)
def test_a_registration_without_a_file_is_not_nothing(data):
    result = read("ct-registration", data)

    assert result.parts[0].state is PartState.UNREADABLE
    assert [one.kind for one in result.notices] == [NoticeKind.PART_UNREADABLE]


def test_files_that_nothing_is_drawn_from_are_missed_as_well():
    nothing_fetched = About(series=about("ct-registration").series)

    missing = read("ct-registration", [{"DUrl": "x", "NUrl": "y"}], nothing_fetched)

    assert [(one.kind, *one.values) for one in missing.notices] == [
        (NoticeKind.FILE_MISSING, "Data[0].DUrl"),
        (NoticeKind.FILE_MISSING, "Data[0].NUrl"),
    ]
    assert not read("ct-registration", [{"DUrl": "x", "NUrl": "y"}]).notices


@pytest.mark.parametrize("is_tar", [False, True])
def test_of_a_volume_in_an_archive_only_what_its_header_says_is_unpacked(is_tar, monkeypatch):
    volume = nifti(np.ones((5, 4, 3), np.uint8), np.eye(4), packed=False)
    padded = volume + bytes(8 * 1024**2)
    content = tarred(padded) if is_tar else zipped(padded)
    taken = []
    read = mask_files._read_member

    def watched(opened):
        taken.append(read(opened))
        return taken[-1]

    monkeypatch.setattr(mask_files, "_read_member", watched)

    assert mask_files.opened_mask(content).bits.all()
    assert len(taken[0]) < 1000 < len(padded)


def test_an_archive_of_something_else_is_no_mask():
    with pytest.raises(mask_files.UnreadMaskError, match="NIfTI"):
        mask_files.opened_mask(zipped(bytes(1024**2)))


def zipped(content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mask.nii", content)
    return stream.getvalue()


def tarred(content):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=1) as archive:
        member = tarfile.TarInfo("mask.nii")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()
