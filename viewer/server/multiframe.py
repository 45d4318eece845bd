"""A whole series in one multi-frame file (Enhanced or Legacy Converted Enhanced CT)."""

from pathlib import Path
from typing import Final

import numpy as np
import SimpleITK as sitk

from viewer.server.methods.scan import Scan

_SOP_INSTANCE: Final = "0008|0018"
_SERIES_INSTANCE: Final = "0020|000e"


def read(path: Path) -> Scan:
    """Read all frames as one scan."""
    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(str(path))
    image = reader.Execute()
    values = np.clip(sitk.GetArrayViewFromImage(image), -1024, 3071).astype(np.int16)
    direction = np.array(image.GetDirection()).reshape(3, 3)
    uid = reader.GetMetaData(_SOP_INSTANCE)
    return Scan(
        voxels=values,
        origin=np.array(image.GetOrigin()),
        axes=direction @ np.diag(image.GetSpacing()),
        sop_instance_uids=(uid,) * len(values),
        series_instance_uid=reader.GetMetaData(_SERIES_INSTANCE),
    )
