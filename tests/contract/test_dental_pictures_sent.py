"""Every dental file of the gallery, as the client prepares it for upload, is known to the service.

It is where the two sides meet without sharing code: EXIF orientation, window, colour, metadata.
"""

import io

import numpy as np
import pytest
from PIL import Image

from viewer.imaging.scan import scan
from viewer.jobs.pictures import picture_bytes
from viewer.server.phantoms.dental_known import dental_truth_of
from viewer.server.phantoms.gallery import write_gallery
from viewer.server.phantoms.intraoral_files import PLANTED


@pytest.mark.parametrize("kind", ["intraoral", "panoramic", "cephalometric"])
def test_what_the_client_sends_is_known(tmp_path, kind):
    exhibits = write_gallery(tmp_path, "small", [kind])
    for exhibit in exhibits:
        (stack,) = scan([exhibit.path]).stacks

        content = picture_bytes(stack, 0)

        with Image.open(io.BytesIO(content)) as picture:
            truth = dental_truth_of(kind, np.asarray(picture))
        assert truth == exhibit.truth, exhibit.path.name
        assert not any(value.encode() in content for value in PLANTED.values())
