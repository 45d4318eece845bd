"""How dental pictures can be drawn, in words."""

from PySide6.QtCore import QCoreApplication

from viewer.overlay.dental_style import ColourBy


def palette_words(name: str) -> str:
    """Return the name of a palette."""
    return {
        "clinic": QCoreApplication.translate("DentalLook", "Clinic: red, blue, green"),
        "vivid": QCoreApplication.translate("DentalLook", "Vivid: a hue for each kind"),
        "safe": QCoreApplication.translate("DentalLook", "Without red and green"),
    }.get(name, name)


def colour_by_words(colour_by: ColourBy) -> str:
    """Return what colours say."""
    return {
        ColourBy.STATUS: QCoreApplication.translate("DentalLook", "By status"),
        ColourBy.DISEASE: QCoreApplication.translate("DentalLook", "By finding"),
    }[colour_by]


def fill_words(share: float) -> str:
    """Return how strongly outlines are filled."""
    if not share:
        return QCoreApplication.translate("DentalLook", "Outlines only")
    return f"{share * 100:.0f} %"


def least_words(least: float) -> str:
    """Return from which confidence on something is drawn."""
    if not least:
        return QCoreApplication.translate("DentalLook", "All")
    return f"≥ {least:.2f}"


def menu_words() -> dict[str, str]:
    """Return the titles of the menus."""
    return {
        "colours": QCoreApplication.translate("DentalLook", "Colours"),
        "palette": QCoreApplication.translate("DentalLook", "Palette"),
        "own": QCoreApplication.translate("DentalLook", "Own colours"),
        "forget": QCoreApplication.translate("DentalLook", "Colours of the palette again"),
        "numbers": QCoreApplication.translate("DentalLook", "Numbers of teeth"),
        "fill": QCoreApplication.translate("DentalLook", "Fill"),
        "least": QCoreApplication.translate("DentalLook", "Least confidence"),
        "menu": QCoreApplication.translate("DentalLook", "Dental picture"),
        "pick": QCoreApplication.translate("DentalLook", "Colour of {0}"),
    }


def left_out_words(closed: int) -> str:
    """Return how many findings a reader closed the eye on; empty for none."""
    if not closed:
        return ""
    return QCoreApplication.translate("DentalLook", "{0} hidden by hand").format(closed)
