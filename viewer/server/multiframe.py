"""A whole series in one multi-frame file (Enhanced or Legacy Converted Enhanced CT)."""

from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK

from viewer.server.functional_groups import FramePlace, frame_places
from viewer.server.methods.scan import Scan
from viewer.server.stack import Slice, UnfitSeriesError, hounsfield, join

_SOP_INSTANCE: Final = "0008|0018"
_SERIES_INSTANCE: Final = "0020|000e"


def read(path: Path) -> Scan:
    """Read all frames as one scan; each is named by the instance it was converted from."""
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise UnfitSeriesError("UnreadablePixels", "影像像素数据无法解码") from error
    values = hounsfield(SimpleITK.GetArrayViewFromImage(image))
    places = frame_places(path) or _straight_places(image)
    if len(places) != len(values):
        raise UnfitSeriesError("FrameCount", "多帧影像的帧数与位置信息不一致")
    direction = np.array(image.GetDirection()).reshape(3, 3)
    own_uid = reader.GetMetaData(_SOP_INSTANCE).strip(" \0")
    slices = [
        Slice(
            values=frame,
            position=np.array(place.position),
            direction=direction,
            spacing=image.GetSpacing()[:2],
            uid=place.source_uid or own_uid,
        )
        for frame, place in zip(values, places, strict=True)
    ]
    return join(slices, reader.GetMetaData(_SERIES_INSTANCE).strip(" \0"))


def _straight_places(image: "SimpleITK.Image") -> list[FramePlace]:
    """Return the places that follow from the volume's own origin, direction and spacing."""
    points = (
        image.TransformIndexToPhysicalPoint((0, 0, frame)) for frame in range(image.GetSize()[2])
    )
    return [FramePlace((x, y, z), None) for x, y, z in points]
