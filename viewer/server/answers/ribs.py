"""Rib fractures in the words of the gateway: `DetectRibFracture` of the chest CT.

What the document leaves open is said here: `FractureLocation` is side and number of the rib, `R5`,
`L?` where the first rib is outside the scan and ribs cannot be counted; `FractureSegment` is 1
anterior, 2 lateral, 3 posterior; `FractureCategory` is displaced, non-displaced or old.
`CoordinateImage` holds the corners x1, y1, z1, x2, y2, z2 of the box in voxel index (slices in
ascending position along their normal), `Coordinates` the same two corners in mm, LPS.
"""

from collections import Counter
from typing import Final

import numpy as np

from viewer.server.answer import DISCLAIMER
from viewer.server.envelope import Json
from viewer.server.methods.rib_cage import Cage, Rib
from viewer.server.methods.ribs import FRACTURES_NAME, RIBS_NAME, Fracture, RibFindings
from viewer.server.methods.scan import Scan

_SEGMENTS: Final = {"anterior": 1, "lateral": 2, "posterior": 3}
_SEGMENT_WORDS: Final = {"anterior": "前段", "lateral": "侧段", "posterior": "后段"}
_CATEGORY_WORDS: Final = {
    "displaced": "错位骨折",
    "non-displaced": "无错位骨折",
    "old": "陈旧性骨折(骨痂)",
}
_SIDE_WORDS: Final = {"right": "右侧", "left": "左侧"}
_ENGLISH: Final = "Classical reference method, not for diagnosis."


def ribs_data(scan: Scan, result: RibFindings) -> dict[str, Json]:
    """Return the `DetectRibFracture` object; masks are named for `write_ribs`'s files."""
    normal = np.cross(scan.axes[:, 0], scan.axes[:, 1])
    normal /= np.linalg.norm(normal)
    lengths = np.linalg.norm(scan.axes, axis=0)
    return {
        "Detections": [_detection(scan, item) for item in result.fractures],
        "FractureMaskURL": {"$file": FRACTURES_NAME},
        "RibSegmentMaskURL": {"$file": RIBS_NAME},
        "Spacing": [round(float(value), 6) for value in (*lengths[:2], scan.axes[:, 2] @ normal)],
        "Origin": [round(float(value), 4) for value in scan.origin],
        "Report": _report(scan, result),
    }


def _detection(scan: Scan, item: Fracture) -> dict[str, Json]:
    slices = len(scan.sop_instance_uids)
    centre = min(max(round(float(scan.index_of(item.centre)[2])), 0), slices - 1)
    corners = [scan.origin + scan.axes @ corner for corner in (item.low, item.high)]
    return {
        "FractureId": item.number,
        "FractureCategory": item.category,
        "FractureConfidence": item.confidence,
        "FractureLocation": _location(item.rib),
        "FractureSegment": _SEGMENTS[item.segment],
        "CoordinateImage": [int(value) for value in (*item.low, *item.high)],
        "Coordinates": [round(float(value), 2) for corner in corners for value in corner],
        "FracSOPInstanceUID": scan.sop_instance_uids[centre],
    }


def _location(rib: Rib) -> str:
    return f"{rib.side[0].upper()}{rib.number or '?'}"


def _report(scan: Scan, result: RibFindings) -> str:
    """Return the report, in Chinese, with the disclaimer at its end."""
    lines = [f"共{len(scan.sop_instance_uids)}层，{_counted(result.cage)}。"]
    lines.append(f"骨折可疑处{len(result.fractures)}个。")
    lines += [
        f"{item.number}. {_rib_words(item.rib)}{_SEGMENT_WORDS[item.segment]}，"
        f"{_CATEGORY_WORDS[item.category]}，置信度{item.confidence:.2f}。"
        for item in result.fractures
    ]
    if not all(rib.number for rib in result.cage.ribs):
        lines.append("部分肋骨无法编号(第一肋不在扫描范围内或序列不完整)，位置以“?”表示。")
    return "\n".join([*lines, DISCLAIMER, _ENGLISH])


def _counted(cage: Cage) -> str:
    counts = Counter(rib.side for rib in cage.ribs)
    return "，".join(f"{word}{counts[side]}根肋骨" for side, word in _SIDE_WORDS.items())


def _rib_words(rib: Rib) -> str:
    return (
        f"{_SIDE_WORDS[rib.side]}第{rib.number}肋" if rib.number else f"{_SIDE_WORDS[rib.side]}肋骨"
    )
