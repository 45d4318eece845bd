"""Names of the measures of the jaws."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

JAW_MEASURES: Final[dict[str, Callable[[], str]]] = {
    "SNA": lambda: QCoreApplication.translate(
        "Measures", "Position of the upper jaw to the cranial base"
    ),
    "SNB": lambda: QCoreApplication.translate(
        "Measures", "Position of the lower jaw to the cranial base"
    ),
    "ANB": lambda: QCoreApplication.translate("Measures", "Upper to lower jaw"),
    "SND": lambda: QCoreApplication.translate(
        "Measures", "Position of the symphysis to the cranial base"
    ),
    "FH-NA": lambda: QCoreApplication.translate("Measures", "Maxillary depth"),
    "FH-NPog": lambda: QCoreApplication.translate("Measures", "Facial angle"),
    "NA-APog": lambda: QCoreApplication.translate("Measures", "Angle of convexity"),
    "A-NPog": lambda: QCoreApplication.translate("Measures", "Convexity"),
    "AB-NPog": lambda: QCoreApplication.translate("Measures", "A-B plane angle"),
    "Wits": lambda: QCoreApplication.translate("Measures", "Wits appraisal (AO–BO)"),
    "APDI": lambda: QCoreApplication.translate("Measures", "Anteroposterior dysplasia indicator"),
    "Pog-NB": lambda: QCoreApplication.translate("Measures", "Chin to NB"),
    "A-Nperp": lambda: QCoreApplication.translate(
        "Measures", "A point to the nasion perpendicular"
    ),
    "Pog-Nperp": lambda: QCoreApplication.translate(
        "Measures", "Pogonion to the nasion perpendicular"
    ),
    "Co-A": lambda: QCoreApplication.translate("Measures", "Effective length of the midface"),
    "Co-Gn": lambda: QCoreApplication.translate("Measures", "Effective length of the lower jaw"),
    "CoGn-CoA": lambda: QCoreApplication.translate("Measures", "Maxillomandibular difference"),
    "Co-Pog": lambda: QCoreApplication.translate("Measures", "Total length of the lower jaw"),
    "Ptm-A": lambda: QCoreApplication.translate("Measures", "Length of the upper jaw"),
    "ANS-Ptm": lambda: QCoreApplication.translate("Measures", "Length of the palate"),
    "S-Ptm": lambda: QCoreApplication.translate("Measures", "Sella to pterygomaxillary fissure"),
    "Go-Pog": lambda: QCoreApplication.translate("Measures", "Body of the lower jaw to pogonion"),
    "Go-Me": lambda: QCoreApplication.translate("Measures", "Body of the lower jaw"),
    "S-N": lambda: QCoreApplication.translate("Measures", "Anterior cranial base"),
    "S-Ar": lambda: QCoreApplication.translate("Measures", "Posterior cranial base"),
    "SN/GoMe": lambda: QCoreApplication.translate(
        "Measures", "Cranial base to body of the lower jaw"
    ),
    "SE": lambda: QCoreApplication.translate("Measures", "Condyle behind sella, along SN"),
    "SL": lambda: QCoreApplication.translate("Measures", "Chin ahead of sella, along SN"),
    "S-Co": lambda: QCoreApplication.translate("Measures", "Condyle behind sella, along FH"),
    "FMA": lambda: QCoreApplication.translate("Measures", "Mandibular plane to FH"),
    "MP-SN": lambda: QCoreApplication.translate("Measures", "Mandibular plane to SN"),
    "GoGn-SN": lambda: QCoreApplication.translate("Measures", "Go–Gn plane to SN"),
    "PP-FH": lambda: QCoreApplication.translate("Measures", "Palatal plane to FH"),
    "PP-GoGn": lambda: QCoreApplication.translate("Measures", "Palatal to mandibular plane"),
    "OP-FH": lambda: QCoreApplication.translate("Measures", "Occlusal plane to FH"),
    "OP-SN": lambda: QCoreApplication.translate("Measures", "Occlusal plane to SN"),
    "Y axis": lambda: QCoreApplication.translate("Measures", "Y axis to FH"),
    "Y axis-SN": lambda: QCoreApplication.translate("Measures", "Y axis to SN"),
    "NBa-PtGn": lambda: QCoreApplication.translate("Measures", "Facial axis"),
    "MP-NPog": lambda: QCoreApplication.translate("Measures", "Facial taper"),
    "ODI": lambda: QCoreApplication.translate("Measures", "Overbite depth indicator"),
    "LFH": lambda: QCoreApplication.translate("Measures", "Lower facial height (angle)"),
    "Mandibular arc": lambda: QCoreApplication.translate("Measures", "Mandibular arc"),
    "N-S-Ar": lambda: QCoreApplication.translate("Measures", "Saddle angle"),
    "S-Ar-Go": lambda: QCoreApplication.translate("Measures", "Articular angle"),
    "Ar-Go-Me": lambda: QCoreApplication.translate("Measures", "Gonial angle"),
    "Ar-Go-N": lambda: QCoreApplication.translate("Measures", "Upper gonial angle"),
    "N-Go-Me": lambda: QCoreApplication.translate("Measures", "Lower gonial angle"),
    "Bjork sum": lambda: QCoreApplication.translate(
        "Measures", "Sum of saddle, articular and gonial angle"
    ),
    "N-Me": lambda: QCoreApplication.translate("Measures", "Anterior facial height"),
    "N-ANS": lambda: QCoreApplication.translate("Measures", "Upper facial height"),
    "ANS-Me": lambda: QCoreApplication.translate("Measures", "Lower facial height"),
    "S-Go": lambda: QCoreApplication.translate("Measures", "Posterior facial height"),
    "S-Go/N-Me": lambda: QCoreApplication.translate(
        "Measures", "Posterior to anterior facial height"
    ),
    "ANS-Me/N-Me": lambda: QCoreApplication.translate("Measures", "Lower to whole facial height"),
    "N-ANS/N-Me": lambda: QCoreApplication.translate("Measures", "Upper to whole facial height"),
    "AFH": lambda: QCoreApplication.translate(
        "Measures", "Anterior facial height (palatal plane to menton)"
    ),
    "PFH": lambda: QCoreApplication.translate(
        "Measures", "Posterior facial height (articulare to mandibular plane)"
    ),
    "PFH/AFH": lambda: QCoreApplication.translate("Measures", "Facial height index"),
    "Co-Go": lambda: QCoreApplication.translate("Measures", "Height of the ramus"),
    "Ar-Go": lambda: QCoreApplication.translate("Measures", "Ramus from articulare"),
    "S-Ar/Ar-Go": lambda: QCoreApplication.translate("Measures", "Posterior cranial base to ramus"),
}
