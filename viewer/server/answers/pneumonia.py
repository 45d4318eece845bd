"""Opacities of the lungs in the words of the gateway: `Covid` of the chest CT, `Data` of 2477-13.

`LesionRatio` is the opacities' share of the lungs' volume (0 to 1); `Mask` a mask on the series'
own voxels, 1 in opacities. The three probabilities are, as the vendor's description has them, of
COVID-19, of ordinary pneumonia ("normal") and of anything else, a clear lung included; here they
are indices of the pattern, and `ProbabilityMethod` and the report say so.
"""

from typing import Final

from viewer.server.answer import DISCLAIMER
from viewer.server.envelope import Json
from viewer.server.methods.pneumonia import MASK_FILE, PneumoniaResult
from viewer.server.methods.scan import Scan

METHOD: Final = "pattern-index"
_EXPLANATION: Final = (
    "三项概率为影像表现模式指数(由病灶占比、磨玻璃比例、胸膜下分布与双侧分布"
    "按固定公式计算)，并非诊断概率。"
)
_ENGLISH: Final = (
    "The three probabilities are pattern indices (from the share, ground-glass fraction, "
    "peripheral and bilateral spread of the opacities), not diagnostic probabilities. "
    "Classical reference method, not for diagnosis."
)


def covid_data(scan: Scan, result: PneumoniaResult) -> dict[str, Json]:
    """Return the `Covid` object; the mask is named for `write_pneumonia`'s file."""
    indices = result.indices
    return {
        "NewProbability": round(indices.viral, 4),
        "NormalProbability": round(indices.other, 4),
        "OtherProbability": round(indices.none, 4),
        "ProbabilityMethod": METHOD,
        "LesionRatio": round(result.pattern.lesion, 5),
        "Mask": {"$file": MASK_FILE},
        "Report": _report(scan, result),
    }


def _report(scan: Scan, result: PneumoniaResult) -> str:
    """Return the report in Chinese, with what the numbers are not, in both languages."""
    lines = [f"胸部CT平扫，共{len(scan.sop_instance_uids)}层，双肺容积约{_ml(result.lung_mm3)}mL。"]
    if result.lesion_mm3 > 0.0:
        lines += [
            f"肺内密度增高影约{_ml(result.lesion_mm3)}mL，"
            f"占双肺{100.0 * result.pattern.lesion:.1f}%："
            f"左肺约{_ml(result.left_mm3)}mL，右肺约{_ml(result.right_mm3)}mL，"
            f"其中实变约{_ml(result.consolidation_mm3)}mL。",
            f"磨玻璃比例{100.0 * result.pattern.ground_glass:.0f}%，"
            f"胸膜下比例{100.0 * result.pattern.peripheral:.0f}%。",
        ]
    else:
        lines.append("双肺内未检出达到大小下限的磨玻璃影或实变影。")
    lines += [_EXPLANATION, DISCLAIMER, _ENGLISH]
    return "\n".join(lines)


def _ml(volume_mm3: float) -> str:
    return f"{volume_mm3 / 1000.0:.1f}"
