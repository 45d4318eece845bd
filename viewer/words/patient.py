"""What is found at teeth in words for the patient: no jargon, nothing frightening, no advice."""

from PySide6.QtCore import QCoreApplication

from viewer.words.teeth import disease_line_words


def patient_status_words(status: str) -> str:
    """Return what a status means to a patient; empty for what the service says otherwise."""
    return {
        "healthy": QCoreApplication.translate("Patient", "Looks healthy"),
        "suspected": QCoreApplication.translate("Patient", "Your dentist will look closely"),
        "confirmed": QCoreApplication.translate("Patient", "Clearly to be seen"),
        "work": QCoreApplication.translate("Patient", "Made by a dentist"),
    }.get(status, "")


def patient_disease_words(key: str) -> tuple[str, str]:
    """Return the everyday name and what it is, in a sentence; of what has none, its own name."""
    found = _of_teeth() | _of_roots() | _of_place() | _of_work() | _of_mouth()
    return found.get(key, (disease_line_words(key), ""))


def sure_words(teeth: str) -> str:
    """Return at which teeth something is clearly to be seen."""
    return QCoreApplication.translate("Patient", "Clearly to be seen: {0}").format(teeth)


def unsure_words(teeth: str) -> str:
    """Return at which teeth something may be."""
    return QCoreApplication.translate("Patient", "To be looked at: {0}").format(teeth)


def whole_words() -> str:
    """Return that something is about the whole mouth."""
    return QCoreApplication.translate("Patient", "In the whole picture")


def nothing_words() -> str:
    """Return that nothing is listed; not that all is well."""
    return QCoreApplication.translate("Patient", "Nothing is marked in this picture.")


def origin_words(*, is_analysed: bool, is_signed: bool) -> str:
    """Return who marked the picture."""
    if not is_analysed:
        return QCoreApplication.translate("Patient", "Your dentist marked this picture.")
    if is_signed:
        return QCoreApplication.translate(
            "Patient", "A computer marked this picture, and your dentist has gone through it."
        )
    return QCoreApplication.translate(
        "Patient", "A computer marked this picture; your dentist goes through it with you."
    )


def caution_words() -> str:
    """Return what such a picture is not."""
    return QCoreApplication.translate("Patient", "It does not replace looking into your mouth.")


def _of_teeth() -> dict[str, tuple[str, str]]:
    return {
        "caries": (
            QCoreApplication.translate("Patient", "Tooth decay"),
            QCoreApplication.translate("Patient", "Bacteria have softened a part of the tooth."),
        ),
        "tooth-wear": (
            QCoreApplication.translate("Patient", "Worn tooth"),
            QCoreApplication.translate("Patient", "The hard outer layer has been rubbed away."),
        ),
        "wedge-defect": (
            QCoreApplication.translate("Patient", "Notch at the neck of the tooth"),
            QCoreApplication.translate("Patient", "A groove where the tooth meets the gum."),
        ),
        "residual-crown": (
            QCoreApplication.translate("Patient", "Broken tooth"),
            QCoreApplication.translate("Patient", "Only a part of the visible tooth is left."),
        ),
        "microdontia": (
            QCoreApplication.translate("Patient", "Small tooth"),
            QCoreApplication.translate("Patient", "The tooth is smaller than usual."),
        ),
        "tooth-colour": (
            QCoreApplication.translate("Patient", "Changed tooth colour"),
            QCoreApplication.translate("Patient", "Some teeth have another shade than usual."),
        ),
        "fluorosis": (
            QCoreApplication.translate("Patient", "Spots in the enamel"),
            QCoreApplication.translate(
                "Patient", "White or brown spots from too much fluoride while the teeth grew."
            ),
        ),
    }


def _of_roots() -> dict[str, tuple[str, str]]:
    return {
        "periapical-lesion": (
            QCoreApplication.translate("Patient", "Dark spot at the tip of the root"),
            QCoreApplication.translate(
                "Patient", "It is often a sign of an inflammation around the root."
            ),
        ),
        "residual-root": (
            QCoreApplication.translate("Patient", "Root left behind"),
            QCoreApplication.translate("Patient", "The root is there without its tooth."),
        ),
        "bone-resorption": (
            QCoreApplication.translate("Patient", "Less bone around the tooth"),
            QCoreApplication.translate("Patient", "The bone that holds the tooth has become less."),
        ),
        "high-density-bone": (
            QCoreApplication.translate("Patient", "Denser spot in the bone"),
            QCoreApplication.translate("Patient", "A part of the bone is brighter than usual."),
        ),
        "low-density-bone": (
            QCoreApplication.translate("Patient", "Thinner spot in the bone"),
            QCoreApplication.translate("Patient", "A part of the bone is darker than usual."),
        ),
    }


def _of_place() -> dict[str, tuple[str, str]]:
    return {
        "impacted-tooth": (
            QCoreApplication.translate("Patient", "Tooth that cannot come out"),
            QCoreApplication.translate("Patient", "Another tooth or the bone is in its way."),
        ),
        "embedded-tooth": (
            QCoreApplication.translate("Patient", "Tooth inside the jaw"),
            QCoreApplication.translate("Patient", "The tooth lies in the bone."),
        ),
        "retained-primary-tooth": (
            QCoreApplication.translate("Patient", "Milk tooth that stayed"),
            QCoreApplication.translate("Patient", "A milk tooth that is usually gone by now."),
        ),
        "elongation": (
            QCoreApplication.translate("Patient", "Tooth grown out"),
            QCoreApplication.translate(
                "Patient", "The tooth stands out, often as the one opposite is missing."
            ),
        ),
        "supernumerary-tooth": (
            QCoreApplication.translate("Patient", "Extra tooth"),
            QCoreApplication.translate("Patient", "One tooth more than usual."),
        ),
        "limited-eruption-space": (
            QCoreApplication.translate("Patient", "Little room for a tooth"),
            QCoreApplication.translate("Patient", "A tooth that comes has little room."),
        ),
        "crowding": (
            QCoreApplication.translate("Patient", "Crowded teeth"),
            QCoreApplication.translate("Patient", "The teeth have too little room."),
        ),
    }


def _of_work() -> dict[str, tuple[str, str]]:
    return {
        "crown": (
            QCoreApplication.translate("Patient", "Crown"),
            QCoreApplication.translate("Patient", "A cap over the tooth."),
        ),
        "filling": (
            QCoreApplication.translate("Patient", "Filling"),
            QCoreApplication.translate("Patient", "A repaired place in the tooth."),
        ),
        "implant": (
            QCoreApplication.translate("Patient", "Implant"),
            QCoreApplication.translate("Patient", "An artificial root in the jaw."),
        ),
        "bridge": (
            QCoreApplication.translate("Patient", "Bridge"),
            QCoreApplication.translate("Patient", "Artificial teeth held by their neighbours."),
        ),
        "root-filling": (
            QCoreApplication.translate("Patient", "Treated root"),
            QCoreApplication.translate("Patient", "The inside of the root has been filled."),
        ),
    }


def _of_mouth() -> dict[str, tuple[str, str]]:
    return {
        "gingival-recession": (
            QCoreApplication.translate("Patient", "Gum drawn back"),
            QCoreApplication.translate("Patient", "A part of the root is no longer covered."),
        ),
        "gingival-abnormality": (
            QCoreApplication.translate("Patient", "Changed gums"),
            QCoreApplication.translate("Patient", "The gums look red, swollen or otherwise."),
        ),
        "calculus": (
            QCoreApplication.translate("Patient", "Tartar"),
            QCoreApplication.translate("Patient", "Hard deposits that brushing does not remove."),
        ),
    }
