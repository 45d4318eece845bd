"""Which fragments belong to which frame, with and without a table (PS3.5 A.4)."""

import time
from contextlib import suppress
from io import BytesIO

import numpy as np
import pytest
from pydicom.encaps import encapsulate

from tests.image_builders import encoded, pattern, write_series
from viewer.imaging.fragments import frame_fragments, joined
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan

FRAMES = [encoded(pattern(i, 16, 12), "jpegls") for i in range(3)]


def items(*parts, table=b""):
    def item(content):
        return b"\xfe\xff\x00\xe0" + len(content).to_bytes(4, "little") + content

    return b"".join(map(item, (table, *parts))) + b"\xfe\xff\xdd\xe0" + bytes(4)


def halves(frame):
    middle = len(frame) // 2 // 2 * 2
    return frame[:middle], frame[middle:]


def found(content, frames):
    stream = BytesIO(content)
    parts = frame_fragments(stream, 0, frames)
    return [joined(stream, part)[0] for part in parts]


def test_one_fragment_per_frame_needs_no_table():
    assert found(items(*FRAMES), 3) == FRAMES


def test_all_fragments_belong_to_a_single_frame():
    assert found(items(*halves(FRAMES[0])), 1) == [FRAMES[0]]


def test_the_offset_table_tells_where_frames_begin():
    parts = [half for frame in FRAMES for half in halves(frame)]
    starts, at = [], 0
    for k, part in enumerate(parts):
        starts += [at] if k % 2 == 0 else []
        at += 8 + len(part)
    table = np.array(starts, "<u4").tobytes()

    assert found(items(*parts, table=table), 3) == FRAMES


def test_without_a_table_the_start_of_a_codestream_tells_it():
    parts = [half for frame in FRAMES for half in halves(frame)]

    assert found(items(*parts), 3) == FRAMES


@pytest.mark.parametrize(
    "offsets", [[0, 1, 2], [0, 0, 0], [8, 16, 24], [0, 2**32 - 1, 2**31], [0, 40, 20]]
)
def test_r004_an_offset_table_that_lies_is_not_believed(offsets):
    parts = [half for frame in FRAMES for half in halves(frame)]

    assert found(items(*parts, table=np.array(offsets, "<u4").tobytes()), 3) == FRAMES


def test_a_file_that_is_cut_between_fragments_has_the_frames_before_it():
    parts = [half for frame in FRAMES for half in halves(frame)]
    lengths = [8 + len(part) for part in parts]
    table = np.array([0, sum(lengths[:2]), sum(lengths[:4])], "<u4").tobytes()

    assert found(items(*FRAMES[:2]), 3) == FRAMES[:2]
    assert found(items(*parts[:4], table=table), 3) == FRAMES[:2]
    assert found(items(*parts[:4]), 3) == FRAMES[:2]
    assert found(items(b"run", b"lengths"), 3) == [b"run", b"lengths"]


def test_a_large_frame_may_come_in_a_thousand_pieces():
    assert found(items(*[b"ab"] * 1000), 1) == [b"ab" * 1000]


def test_fragments_that_cannot_be_told_apart_are_damaged():
    with pytest.raises(SliceNotReadable) as caught:
        found(items(b"ab", b"cd", b"ef", b"gh"), 3)

    assert caught.value.problem is SliceProblem.DAMAGED


def test_the_start_of_a_codestream_may_lie_in_two_fragments():
    parts = [part for frame in FRAMES for part in (frame[:2], frame[2:])]

    assert found(items(*parts), 3) == FRAMES


def test_only_the_start_of_the_first_codestream_begins_a_frame():
    parts = [FRAMES[0], b"\xff\x0a" + FRAMES[0], *FRAMES[1:]]

    assert found(items(*parts), 3) == [FRAMES[0] + parts[1], *FRAMES[1:]]


@pytest.mark.parametrize("size", [3, 8, 11, 12])
def test_an_offset_table_that_is_cut_is_not_used(size):
    content = items(b"", *FRAMES, *FRAMES)[8:]
    table = b"\xfe\xff\x00\xe0" + (12).to_bytes(4, "little") + bytes(12)

    with suppress(SliceNotReadable):
        frame_fragments(BytesIO((table + content)[: 8 + size]), 0, 3)


def test_an_empty_fragment_behind_a_table_is_no_frame():
    table = b"".join(offset.to_bytes(4, "little") for offset in (0, 100, 200))

    assert found(items(b"", table=table), 3) == [b""]


def test_too_many_fragments_are_refused():
    with pytest.raises(SliceNotReadable, match="fragments"):
        found(items(*[b"ab"] * 5000), 1)


def test_a_fragment_that_is_cut_is_known_to_be():
    stream = BytesIO(items(FRAMES[0])[:60])

    ((fragment,),) = frame_fragments(stream, 0, 1)

    assert joined(stream, (fragment,))[1] is False


@pytest.mark.parametrize("has_table", [True, False])
def test_a_compressed_multi_frame_file_loads_frame_by_frame(tmp_path, has_table):
    def many(data, _):
        data.NumberOfFrames = 3
        data.PixelData = encapsulate(FRAMES, fragments_per_frame=2, has_bot=has_table)

    write_series(tmp_path, slices=1, rows=16, columns=12, compressed="jpegls", edit=many)
    (stack,) = scan([tmp_path]).stacks
    loader = VolumeLoader(stack)

    loader.run()

    assert loader.volume.slice_problems == {}
    assert np.array_equal(loader.volume.stored, [pattern(i, 16, 12) for i in range(3)])


def test_frames_of_several_fragments_are_told_apart_in_one_pass():
    parts = [part for _ in range(4000) for part in (b"\xff\xd8\xff\xe0", b"more", b"more")]
    stream = BytesIO(items(*parts))
    before = time.process_time()

    frames = frame_fragments(stream, 0, 4000)

    assert [len(frame) for frame in frames] == [3] * 4000
    assert time.process_time() - before < 0.5  # 1 s when every frame looked at every fragment


def test_a_fragment_that_claims_more_than_the_file_takes_no_memory_for_it():
    class Counted(BytesIO):
        most = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.most = max(self.most, size or 0)
            return super().read(size)

    head = b"\xfe\xff\x00\xe0"
    stream = Counted(head + bytes(4) + head + b"\xf0\xff\xff\xff" + b"\xff\xd8\xff\xe0")
    (fragments,) = frame_fragments(stream, 0, 1)

    assert joined(stream, fragments) == (b"\xff\xd8\xff\xe0", False)
    assert stream.most < 100
