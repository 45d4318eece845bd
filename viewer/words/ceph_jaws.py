"""What measures of the jaws mean, in sentences."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.axes import Axis
from viewer.words.ceph_ends import Ends

JAWS: Final[dict[Axis, Callable[[], Ends]]] = {
    Axis.MAXILLA: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper jaw is set back"),
        QCoreApplication.translate("Sayings", "The upper jaw stands normally"),
        QCoreApplication.translate("Sayings", "The upper jaw stands forward"),
    ),
    Axis.MAXILLA_BACK: lambda: Ends(
        QCoreApplication.translate("Sayings", "The back end of the upper jaw lies far back"),
        QCoreApplication.translate("Sayings", "The back end of the upper jaw lies normally"),
        QCoreApplication.translate("Sayings", "The back end of the upper jaw lies far forward"),
    ),
    Axis.MAXILLA_LENGTH: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper jaw is short"),
        QCoreApplication.translate("Sayings", "The upper jaw is of normal length"),
        QCoreApplication.translate("Sayings", "The upper jaw is long"),
    ),
    Axis.MANDIBLE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower jaw is set back"),
        QCoreApplication.translate("Sayings", "The lower jaw stands normally"),
        QCoreApplication.translate("Sayings", "The lower jaw stands forward"),
    ),
    Axis.MANDIBLE_LENGTH: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower jaw is short"),
        QCoreApplication.translate("Sayings", "The lower jaw is of normal length"),
        QCoreApplication.translate("Sayings", "The lower jaw is long"),
    ),
    Axis.MANDIBLE_BODY: lambda: Ends(
        QCoreApplication.translate("Sayings", "The body of the lower jaw is short"),
        QCoreApplication.translate("Sayings", "The body of the lower jaw is of normal length"),
        QCoreApplication.translate("Sayings", "The body of the lower jaw is long"),
    ),
    Axis.RAMUS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The ramus is short"),
        QCoreApplication.translate("Sayings", "The ramus is of normal height"),
        QCoreApplication.translate("Sayings", "The ramus is tall"),
    ),
    Axis.JAW_RELATION: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "Tends to skeletal Class III: the lower jaw is ahead of the upper"
        ),
        QCoreApplication.translate("Sayings", "Skeletal Class I: the jaws match"),
        QCoreApplication.translate(
            "Sayings", "Tends to skeletal Class II: the lower jaw is behind the upper"
        ),
    ),
    Axis.JAW_LENGTHS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower jaw is short for the upper one"),
        QCoreApplication.translate("Sayings", "The lengths of the jaws match"),
        QCoreApplication.translate("Sayings", "The lower jaw is long for the upper one"),
    ),
    Axis.PROFILE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The bony profile is concave"),
        QCoreApplication.translate("Sayings", "The bony profile is normal"),
        QCoreApplication.translate("Sayings", "The bony profile is convex"),
    ),
    Axis.CHIN: lambda: Ends(
        QCoreApplication.translate("Sayings", "The bony chin is flat"),
        QCoreApplication.translate("Sayings", "The bony chin is normal"),
        QCoreApplication.translate("Sayings", "The bony chin is prominent"),
    ),
    Axis.CRANIAL_BASE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The anterior cranial base is short"),
        QCoreApplication.translate("Sayings", "The anterior cranial base is of normal length"),
        QCoreApplication.translate("Sayings", "The anterior cranial base is long"),
    ),
    Axis.POSTERIOR_BASE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The posterior cranial base is short"),
        QCoreApplication.translate("Sayings", "The posterior cranial base is of normal length"),
        QCoreApplication.translate("Sayings", "The posterior cranial base is long"),
    ),
    Axis.CONDYLE_BACK: lambda: Ends(
        QCoreApplication.translate("Sayings", "The condyle lies close to the sella"),
        QCoreApplication.translate(
            "Sayings", "The condyle lies at a normal distance from the sella"
        ),
        QCoreApplication.translate("Sayings", "The condyle lies far back from the sella"),
    ),
    Axis.BASE_TO_BODY: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The body of the lower jaw is long for the cranial base"
        ),
        QCoreApplication.translate("Sayings", "The body of the lower jaw matches the cranial base"),
        QCoreApplication.translate(
            "Sayings", "The body of the lower jaw is short for the cranial base"
        ),
    ),
    Axis.BASE_TO_RAMUS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The ramus is tall for the posterior cranial base"),
        QCoreApplication.translate("Sayings", "The ramus matches the posterior cranial base"),
        QCoreApplication.translate("Sayings", "The ramus is short for the posterior cranial base"),
    ),
    Axis.SADDLE: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The joint lies forward, which brings the lower jaw forward"
        ),
        QCoreApplication.translate("Sayings", "The saddle angle is normal"),
        QCoreApplication.translate(
            "Sayings", "The joint lies back, which takes the lower jaw back"
        ),
    ),
    Axis.ARTICULAR: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The ramus leans so that the lower jaw comes forward"
        ),
        QCoreApplication.translate("Sayings", "The articular angle is normal"),
        QCoreApplication.translate("Sayings", "The ramus leans so that the lower jaw goes back"),
    ),
    Axis.GONIAL: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The angle of the jaw is square: tends to grow forward"
        ),
        QCoreApplication.translate("Sayings", "The angle of the jaw is normal"),
        QCoreApplication.translate(
            "Sayings", "The angle of the jaw is open: tends to grow downward"
        ),
    ),
    Axis.UPPER_GONIAL: lambda: Ends(
        QCoreApplication.translate("Sayings", "What is left of growth tends downward"),
        QCoreApplication.translate("Sayings", "The upper part of the angle of the jaw is normal"),
        QCoreApplication.translate("Sayings", "What is left of growth tends forward"),
    ),
    Axis.LOWER_GONIAL: lambda: Ends(
        QCoreApplication.translate("Sayings", "The body of the lower jaw runs flat"),
        QCoreApplication.translate("Sayings", "The lower part of the angle of the jaw is normal"),
        QCoreApplication.translate("Sayings", "The body of the lower jaw runs steeply down"),
    ),
    Axis.MANDIBULAR_PLANE: lambda: Ends(
        QCoreApplication.translate("Sayings", "Low angle: the mandibular plane is flat"),
        QCoreApplication.translate("Sayings", "The mandibular plane is of average steepness"),
        QCoreApplication.translate("Sayings", "High angle: the mandibular plane is steep"),
    ),
    Axis.JAW_DIVERGENCE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The bases of the jaws converge"),
        QCoreApplication.translate("Sayings", "The bases of the jaws diverge normally"),
        QCoreApplication.translate("Sayings", "The bases of the jaws diverge"),
    ),
    Axis.PALATAL_PLANE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The palatal plane is tipped up in front"),
        QCoreApplication.translate("Sayings", "The palatal plane is tipped normally"),
        QCoreApplication.translate("Sayings", "The palatal plane is tipped down in front"),
    ),
    Axis.OCCLUSAL_PLANE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The occlusal plane is flat"),
        QCoreApplication.translate("Sayings", "The occlusal plane is of normal steepness"),
        QCoreApplication.translate("Sayings", "The occlusal plane is steep"),
    ),
    Axis.VERTICAL_GROWTH: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The face grows forward, with counter-clockwise rotation"
        ),
        QCoreApplication.translate("Sayings", "Growth is balanced between forward and downward"),
        QCoreApplication.translate("Sayings", "The face grows downward, with clockwise rotation"),
    ),
    Axis.TAPER: lambda: Ends(
        QCoreApplication.translate("Sayings", "The face tapers to the chin: long face type"),
        QCoreApplication.translate("Sayings", "The facial taper is normal"),
        QCoreApplication.translate("Sayings", "The lower face is square: short face type"),
    ),
    Axis.MANDIBULAR_ARC: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower jaw is bent open: tends to grow downward"),
        QCoreApplication.translate("Sayings", "The mandibular arc is normal"),
        QCoreApplication.translate("Sayings", "The lower jaw is square: tends to grow forward"),
    ),
    Axis.BITE_DEPTH: lambda: Ends(
        QCoreApplication.translate("Sayings", "Tends to a skeletal open bite"),
        QCoreApplication.translate("Sayings", "No tendency to an open or deep bite"),
        QCoreApplication.translate("Sayings", "Tends to a skeletal deep bite"),
    ),
    Axis.FACE_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The face is short in front"),
        QCoreApplication.translate("Sayings", "The height of the face in front is normal"),
        QCoreApplication.translate("Sayings", "The face is tall in front"),
    ),
    Axis.UPPER_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper face is short"),
        QCoreApplication.translate("Sayings", "The height of the upper face is normal"),
        QCoreApplication.translate("Sayings", "The upper face is tall"),
    ),
    Axis.LOWER_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower face is short"),
        QCoreApplication.translate("Sayings", "The height of the lower face is normal"),
        QCoreApplication.translate("Sayings", "The lower face is tall"),
    ),
    Axis.POSTERIOR_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The face is short behind"),
        QCoreApplication.translate("Sayings", "The height of the face behind is normal"),
        QCoreApplication.translate("Sayings", "The face is tall behind"),
    ),
}
