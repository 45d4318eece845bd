"""Coded concepts: what is meant, independent of the language (PS3.3 table 8.8-1)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CodedConcept:
    """A code, its scheme and the scheme's own English meaning."""

    value: str
    scheme: str
    meaning: str


NODULE: Final = CodedConcept("27925004", "SCT", "Nodule")
LUNG: Final = CodedConcept("39607008", "SCT", "Lung")
DIAMETER: Final = CodedConcept("81827009", "SCT", "Diameter")
VOLUME: Final = CodedConcept("118565006", "SCT", "Volume")
LENGTH: Final = CodedConcept("410668003", "SCT", "Length")
MEAN_ATTENUATION: Final = CodedConcept("112031", "DCM", "Attenuation Coefficient")
MILLIMETRE: Final = CodedConcept("mm", "UCUM", "mm")
CUBIC_MILLIMETRE: Final = CodedConcept("mm3", "UCUM", "mm3")
HOUNSFIELD: Final = CodedConcept("[hnsf'U]", "UCUM", "Hounsfield unit")
AGATSTON: Final = CodedConcept("112058", "DCM", "Calcium score")
MAJOR_AXIS: Final = CodedConcept("103339001", "SCT", "Long axis")
MINOR_AXIS: Final = CodedConcept("103340004", "SCT", "Short axis")
NO_UNIT: Final = CodedConcept("1", "UCUM", "no units")
RATIO: Final = CodedConcept("{ratio}", "UCUM", "ratio")
MILLILITRE: Final = CodedConcept("mL", "UCUM", "mL")
