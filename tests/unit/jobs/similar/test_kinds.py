"""Every kind of image can be added, and made again from its file after a restart."""

import asyncio
import io

import numpy as np
import pytest
from PIL import Image

from tests.image_builders import write_photo, write_series, write_zip
from tests.nifti_builders import write_nifti
from tests.unit.jobs.similar.conftest import DATABASE, unlike
from viewer.imaging.scan import scan
from viewer.jobs.pictures import rendered
from viewer.jobs.similar.adding import ToAdd
from viewer.jobs.similar.cases import SimilarCases
from viewer.jobs.similar.picture import within_rule


def zipped(folder, _shared):
    paths = write_series(folder / "series", slices=3, values=unlike)
    write_zip(folder / "series.zip", paths)
    for path in paths:
        path.unlink()
    return folder / "series.zip"


def turned_photo(folder, _shared):
    return write_photo(folder / "photo.jpg", width=200, height=150, orientation=6)


def volume(folder, _shared):
    values = np.arange(40 * 30 * 3, dtype="i2").reshape(40, 30, 3)
    return write_nifti(folder / "volume.nii", values)


def frames_of_mr(_folder, shared):
    return shared / "conformance/multiframe/emri_small_jpeg_2k_lossless.dcm"


def coloured_frames(_folder, shared):
    return shared / "conformance/multiframe/OBXXXX1A_rle_2frame.dcm"


@pytest.mark.parametrize("made", [zipped, turned_photo, volume, frames_of_mr, coloured_frames])
def test_an_image_is_added_as_it_is_shown_also_after_a_restart(
    tmp_path, shared_data, service, library, clock, made
):
    path = made(tmp_path, shared_data)
    (stack,) = scan([path]).stacks
    index = len(stack.instances) - 1
    first = SimilarCases(library, service, clock, make_transport=service.transport)
    batch = first.adding.begin("local", DATABASE, [ToAdd(stack=stack, index=index)])
    restarted = SimilarCases(library, service, clock, make_transport=service.transport)

    async def to_end():
        ended = await restarted.adding.run(batch)
        await restarted.aclose()
        return ended

    assert asyncio.run(to_end()).added == 1
    sent = np.asarray(Image.open(io.BytesIO(service.kept[DATABASE][0].content)))
    assert np.array_equal(sent, within_rule(rendered(stack, index)))
    link = restarted.link(service.kept[DATABASE][0].extra_data)
    assert link is not None
    assert stack.description.index_of(link.image, link.frame) == index
