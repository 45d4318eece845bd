"""What measures of teeth, lips and profile mean, in sentences."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.axes import Axis
from viewer.words.ceph_ends import Ends

TEETH_AND_PROFILE: Final[dict[Axis, Callable[[], Ends]]] = {
    Axis.INTERINCISAL: lambda: Ends(
        QCoreApplication.translate("Sayings", "The incisors lean forward against each other"),
        QCoreApplication.translate("Sayings", "The incisors stand normally to each other"),
        QCoreApplication.translate("Sayings", "The incisors stand upright to each other"),
    ),
    Axis.UPPER_TIP: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper incisors are lingually inclined"),
        QCoreApplication.translate("Sayings", "The upper incisors are normally inclined"),
        QCoreApplication.translate("Sayings", "The upper incisors are labially inclined"),
    ),
    Axis.UPPER_PLACE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper incisors are set back"),
        QCoreApplication.translate(
            "Sayings", "The upper incisors stand normally from back to front"
        ),
        QCoreApplication.translate("Sayings", "The upper incisors protrude"),
    ),
    Axis.LOWER_TIP: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower incisors are lingually inclined"),
        QCoreApplication.translate("Sayings", "The lower incisors are normally inclined"),
        QCoreApplication.translate("Sayings", "The lower incisors are labially inclined"),
    ),
    Axis.LOWER_PLACE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower incisors are set back"),
        QCoreApplication.translate(
            "Sayings", "The lower incisors stand normally from back to front"
        ),
        QCoreApplication.translate("Sayings", "The lower incisors protrude"),
    ),
    Axis.UPPER_INCISOR_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper incisors are not erupted far enough"),
        QCoreApplication.translate("Sayings", "The upper incisors are at a normal height"),
        QCoreApplication.translate("Sayings", "The upper incisors are erupted too far"),
    ),
    Axis.UPPER_MOLAR_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper molars are not erupted far enough"),
        QCoreApplication.translate("Sayings", "The upper molars are at a normal height"),
        QCoreApplication.translate("Sayings", "The upper molars are erupted too far"),
    ),
    Axis.LOWER_INCISOR_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower incisors are not erupted far enough"),
        QCoreApplication.translate("Sayings", "The lower incisors are at a normal height"),
        QCoreApplication.translate("Sayings", "The lower incisors are erupted too far"),
    ),
    Axis.LOWER_MOLAR_HEIGHT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower molars are not erupted far enough"),
        QCoreApplication.translate("Sayings", "The lower molars are at a normal height"),
        QCoreApplication.translate("Sayings", "The lower molars are erupted too far"),
    ),
    Axis.UPPER_MOLAR_PLACE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper molars stand far back"),
        QCoreApplication.translate("Sayings", "The upper molars stand normally from back to front"),
        QCoreApplication.translate("Sayings", "The upper molars stand far forward"),
    ),
    Axis.OVERJET: lambda: Ends(
        QCoreApplication.translate("Sayings", "The overjet is small or reversed"),
        QCoreApplication.translate("Sayings", "The overjet is normal"),
        QCoreApplication.translate("Sayings", "The overjet is large"),
    ),
    Axis.OVERBITE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The overbite is small, or the bite is open"),
        QCoreApplication.translate("Sayings", "The overbite is normal"),
        QCoreApplication.translate("Sayings", "The bite is deep"),
    ),
    Axis.UPPER_LIP: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper lip is set back"),
        QCoreApplication.translate("Sayings", "The upper lip stands normally"),
        QCoreApplication.translate("Sayings", "The upper lip protrudes"),
    ),
    Axis.LOWER_LIP: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lower lip is set back"),
        QCoreApplication.translate("Sayings", "The lower lip stands normally"),
        QCoreApplication.translate("Sayings", "The lower lip protrudes"),
    ),
    Axis.LIPS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lips are set back against the chin"),
        QCoreApplication.translate("Sayings", "The lips are in balance with the chin"),
        QCoreApplication.translate("Sayings", "The lips protrude against the chin"),
    ),
    Axis.NASOLABIAL: lambda: Ends(
        QCoreApplication.translate(
            "Sayings",
            "The nasolabial angle is acute: the upper lip protrudes or the nose turns down",
        ),
        QCoreApplication.translate("Sayings", "The nasolabial angle is normal"),
        QCoreApplication.translate(
            "Sayings",
            "The nasolabial angle is obtuse: the upper lip is set back or the nose turns up",
        ),
    ),
    Axis.SOFT_PROFILE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The profile is concave"),
        QCoreApplication.translate("Sayings", "The profile is normal"),
        QCoreApplication.translate("Sayings", "The profile is convex"),
    ),
    Axis.SOFT_CHIN: lambda: Ends(
        QCoreApplication.translate("Sayings", "The chin is set back"),
        QCoreApplication.translate("Sayings", "The chin stands normally"),
        QCoreApplication.translate("Sayings", "The chin stands forward"),
    ),
    Axis.NOSE_BASE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The base of the nose is set back"),
        QCoreApplication.translate("Sayings", "The base of the nose stands normally"),
        QCoreApplication.translate("Sayings", "The base of the nose stands forward"),
    ),
    Axis.NOSE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The nose is flat"),
        QCoreApplication.translate("Sayings", "The nose is normally prominent"),
        QCoreApplication.translate("Sayings", "The nose is prominent"),
    ),
    Axis.UPPER_SULCUS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The hollow of the upper lip is shallow"),
        QCoreApplication.translate("Sayings", "The hollow of the upper lip is normal"),
        QCoreApplication.translate("Sayings", "The hollow of the upper lip is deep"),
    ),
    Axis.LOWER_SULCUS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The fold between lower lip and chin is shallow"),
        QCoreApplication.translate("Sayings", "The fold between lower lip and chin is normal"),
        QCoreApplication.translate("Sayings", "The fold between lower lip and chin is deep"),
    ),
    Axis.CHIN_TISSUE: lambda: Ends(
        QCoreApplication.translate("Sayings", "The soft tissue of the chin is thin"),
        QCoreApplication.translate("Sayings", "The soft tissue of the chin is of normal thickness"),
        QCoreApplication.translate("Sayings", "The soft tissue of the chin is thick"),
    ),
    Axis.LIP_THICKNESS: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper lip is thin or strained"),
        QCoreApplication.translate("Sayings", "The upper lip is of normal thickness"),
        QCoreApplication.translate("Sayings", "The upper lip is thick"),
    ),
    Axis.LIP_LENGTH: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper lip is short"),
        QCoreApplication.translate("Sayings", "The upper lip is of normal length"),
        QCoreApplication.translate("Sayings", "The upper lip is long"),
    ),
    Axis.LIP_GAP: lambda: Ends(
        QCoreApplication.translate("Sayings", "The lips overlap: the bite may be overclosed"),
        QCoreApplication.translate("Sayings", "The gap between the lips is normal"),
        QCoreApplication.translate("Sayings", "The lips stand apart"),
    ),
    Axis.INCISOR_SHOW: lambda: Ends(
        QCoreApplication.translate("Sayings", "Too little of the upper incisors shows"),
        QCoreApplication.translate("Sayings", "The upper incisors show normally"),
        QCoreApplication.translate("Sayings", "Too much of the upper incisors shows"),
    ),
    Axis.LIP_TO_CHIN: lambda: Ends(
        QCoreApplication.translate("Sayings", "The upper lip is short for lower lip and chin"),
        QCoreApplication.translate(
            "Sayings", "The heights of upper lip and of lower lip and chin match"
        ),
        QCoreApplication.translate("Sayings", "The upper lip is long for lower lip and chin"),
    ),
    Axis.FACE_THIRDS: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The lower third of the face is long for the middle third"
        ),
        QCoreApplication.translate("Sayings", "The middle and the lower third of the face match"),
        QCoreApplication.translate(
            "Sayings", "The lower third of the face is short for the middle third"
        ),
    ),
    Axis.THROAT: lambda: Ends(
        QCoreApplication.translate("Sayings", "The angle of chin and throat is sharp"),
        QCoreApplication.translate("Sayings", "The angle of chin and throat is normal"),
        QCoreApplication.translate("Sayings", "The angle of chin and throat is blunt"),
    ),
    Axis.HEIGHT_TO_THROAT: lambda: Ends(
        QCoreApplication.translate(
            "Sayings", "The throat is long for the height of the lower face"
        ),
        QCoreApplication.translate("Sayings", "The throat matches the height of the lower face"),
        QCoreApplication.translate(
            "Sayings", "The throat is short for the height of the lower face"
        ),
    ),
}
