"""How a reader wants dental pictures drawn: one value, and its text for the settings."""

from dataclasses import dataclass, replace

from viewer.domain.tooth_notation import Notation
from viewer.overlay.compose import OverlayState
from viewer.overlay.dental_style import ColourBy, DentalLook, palette_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalChoice:
    """What was chosen. `colours` and `least` are text, as in `caries=#ff0000, filling=#00aa00`."""

    colour_by: ColourBy = ColourBy.STATUS
    palette: str = "clinic"
    colours: str = ""
    fill: float = 0.0
    least: str = ""
    notation: Notation = Notation.FDI
    shows_teeth: bool = True
    shows_diseases: bool = True
    shows_raw: bool = False

    @property
    def look(self) -> DentalLook:
        """The same as it is drawn."""
        return DentalLook(
            colour_by=self.colour_by,
            palette=palette_of(self.palette, self.colours),
            fill=self.fill,
            shows_teeth=self.shows_teeth,
            shows_diseases=self.shows_diseases,
        )

    @property
    def minimum_by_disease(self) -> tuple[tuple[str, float], ...]:
        """The least confidence of single diseases; what is no number is passed over."""
        pairs = []
        for key, text in _pairs(self.least):
            try:
                value = float(text)
            except ValueError:
                continue
            if 0.0 < value <= 1.0:
                pairs.append((key, value))
        return tuple(pairs)

    def applied_to(self, state: OverlayState) -> OverlayState:
        """Return how a picture is drawn by this choice; what is hidden or selected stays so.

        So do the layers of landmarks, which are chosen beside a cephalogram.
        """
        present = state.dental
        look = replace(
            self.look,
            shows_landmarks=present.shows_landmarks,
            shows_landmark_names=present.shows_landmark_names,
        )
        return replace(
            state,
            dental=look,
            notation=self.notation,
            shows_raw=self.shows_raw,
            minimum_by_disease=self.minimum_by_disease,
        )

    def with_least(self, disease: str, least: float) -> "DentalChoice":
        """Return it with another least confidence for a disease; 0 asks for none."""
        kept = {key: f"{value:g}" for key, value in self.minimum_by_disease if key != disease}
        if least > 0.0:
            kept[disease] = f"{least:g}"
        return replace(self, least=_text(kept))

    def with_colour(self, key: str, colour: str) -> "DentalChoice":
        """Return it with another colour for a status or a disease."""
        return replace(self, colours=_text({**dict(_pairs(self.colours)), key: colour}))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    parts = (part.partition("=") for part in text.split(","))
    return tuple((key.strip(), value.strip()) for key, _, value in parts if key.strip())


def _text(pairs: dict[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in pairs.items())
