"""Nodules in the words of the gateway: `Series[0]` with its report and elements.

Conventions, said once: `ImageX`, `ImageY` are the voxel index (fractional) of column and row, 0 at
the centre of the first voxel; `ImageZ` is the 0-based index of the slice that holds the centre, in
ascending position along the slices' normal (for an axial scan from feet to head), which is how this
service orders the slices; `X`, `Y`, `Z` are mm in the patient (LPS); `Origin` is the centre of
voxel (0, 0, 0) of that order; the third number of `Spacing` is the distance of the slice planes.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from viewer.server.envelope import Json
from viewer.server.methods.nodules import Nodule
from viewer.server.methods.scan import Scan

DISCLAIMER: Final = "本结果由本地经典参考方法生成，仅供参考，不用于诊断。"
_CATEGORIES: Final = {"ggo": "0-ggo", "part-solid": "1-part-solid", "solid": "2-solid"}
_CATEGORY_WORDS: Final = {"ggo": "磨玻璃结节", "part-solid": "部分实性结节", "solid": "实性结节"}
_LUNG_WORDS: Final = {"left": "左肺", "right": "右肺"}
_LOBE_WORDS: Final = {"up": "上叶", "middle": "中叶", "down": "下叶"}


def series_answer(scan: Scan, nodules: Sequence[Nodule], threshold: float) -> dict[str, Json]:
    """Return what the endpoint's `Data` is for these nodules."""
    chosen = [nodule for nodule in nodules if nodule.confidence >= threshold]
    normal = np.cross(scan.axes[:, 0], scan.axes[:, 1])
    normal /= np.linalg.norm(normal)
    spacing = (
        float(np.linalg.norm(scan.axes[:, 0])),
        float(np.linalg.norm(scan.axes[:, 1])),
        float(scan.axes[:, 2] @ normal),
    )
    return {
        "Series": [
            {
                "Report": report_text(chosen, len(scan.sop_instance_uids), threshold),
                "SeriesInstanceUid": scan.series_instance_uid,
                "Spacing": _triple(spacing),
                "Origin": _triple(tuple(float(value) for value in scan.origin)),
                "Elements": [_element(scan, nodule) for nodule in chosen],
            }
        ]
    }


def report_text(nodules: Sequence[Nodule], slices: int, threshold: float) -> str:
    """Return the report, in Chinese, with the disclaimer as its last line."""
    lines = [f"胸部CT平扫，共{slices}层，检出阈值{threshold:.2f}。"]
    if not nodules:
        lines.append("在双肺范围内未检出达到阈值的结节。")
    else:
        counts = Counter(nodule.category for nodule in nodules)
        kinds = "、".join(f"{_CATEGORY_WORDS[kind]}{count}个" for kind, count in counts.items())
        lines.append(f"共检出结节{len(nodules)}个:{kinds}。")
    lines += [_sentence(number, nodule) for number, nodule in enumerate(nodules, 1)]
    lines.append("肺叶位置按肺内高度与前后位置估计，为近似值。")
    lines.append(DISCLAIMER)
    return "\n".join(lines)


def _sentence(number: int, nodule: Nodule) -> str:
    place = f"{_LUNG_WORDS[nodule.lung]}{_LOBE_WORDS[nodule.lobe]}"
    return (
        f"{number}. {place}{_CATEGORY_WORDS[nodule.category]}，直径约{nodule.diameter_mm:.1f}mm，"
        f"体积约{nodule.volume_mm3:.0f}mm³，平均CT值约{nodule.mean_hu:.0f}HU，"
        f"置信度{nodule.confidence:.2f}。"
    )


def _element(scan: Scan, nodule: Nodule) -> dict[str, Json]:
    column, row, position = (float(value) for value in nodule.index)
    slice_index = min(max(round(position), 0), len(scan.sop_instance_uids) - 1)
    x, y, z = (float(value) for value in nodule.centre)
    return {
        "Category": _CATEGORIES[nodule.category],
        "Confidence": f"{nodule.confidence:.2f}",
        "Diameter": f"{nodule.diameter_mm:.2f}",
        "ImageX": f"{column:.2f}",
        "ImageY": f"{row:.2f}",
        "ImageZ": str(slice_index),
        "Lobe": nodule.lobe,
        "Lung": nodule.lung,
        "MeanValue": f"{nodule.mean_hu:.1f}",
        "SOPInstanceUID": scan.sop_instance_uids[slice_index],
        "Volume": f"{nodule.volume_mm3:.1f}",
        "X": f"{x:.3f}",
        "Y": f"{y:.3f}",
        "Z": f"{z:.3f}",
    }


def _triple(values: tuple[float, ...]) -> str:
    return f"[{','.join(f'{value:.6g}' for value in values)}]"
