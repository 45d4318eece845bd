"""Coronary calcium in the words of the gateway: `CACS` of the chest CT, `Data[]` of 2477-9.

`CalciumCenter` is the voxel index (column, row, slice), fractional, 0 at the centre of the first
voxel, slices in ascending position along their normal; `ResultUrl` is a mask on the series' own
voxels whose values are the `CalciumId` (one byte: those above 255 share that value).
"""

from typing import Final

from viewer.server.answer import DISCLAIMER
from viewer.server.envelope import Json
from viewer.server.methods.calcium import MASK_FILE, THRESHOLD_HU, CalciumLesion, CalciumResult
from viewer.server.methods.scan import Scan

_ENGLISH: Final = "Classical reference method, not for diagnosis."


def calcium_data(scan: Scan, result: CalciumResult) -> dict[str, Json]:
    """Return the `CACS` object; the mask is named for `write_calcium`'s file."""
    return {
        "Score": f"{result.score:.2f}",
        "VolumeScore": f"{result.volume_mm3:.2f}",
        "Detections": [_detection(lesion) for lesion in result.lesions],
        "ResultUrl": {"$file": MASK_FILE},
        "Report": _report(scan, result),
    }


def cacs_list(scan: Scan, result: CalciumResult) -> list[Json]:
    """Return what 2477-9 has as `Data`: a list of one object for the one series."""
    return [calcium_data(scan, result)]


def _detection(lesion: CalciumLesion) -> dict[str, Json]:
    return {
        "CalciumId": lesion.number,
        "CalciumScore": round(lesion.score, 2),
        "CalciumVolume": round(lesion.volume_mm3, 2),
        "CalciumCenter": [round(float(value), 2) for value in lesion.index],
    }


def _report(scan: Scan, result: CalciumResult) -> str:
    """Return the report, in Chinese, with the disclaimer at its end."""
    lines = [
        f"共{len(scan.sop_instance_uids)}层，阈值{THRESHOLD_HU}HU，图像噪声约{result.noise_hu:.0f}HU。",
        f"Agatston积分{result.score:.1f}，体积积分{result.volume_mm3:.1f}mm³，"
        f"钙化灶{len(result.lesions)}个。",
        "积分已按层间距折算为3mm；心脏区域由平扫图像估计，不区分冠状动脉分支、瓣膜与心包钙化。",
        DISCLAIMER,
        _ENGLISH,
    ]
    return "\n".join(lines)
