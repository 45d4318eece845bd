"""In which grey window a kind of finding is looked at, where nobody chose one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from viewer.domain.finding import FindingKind
from viewer.imaging.grey.choices import GreyChoice, GreySource
from viewer.imaging.grey.presets import NAMED
from viewer.imaging.grey.voi import GreyState, default_state
from viewer.imaging.volume import Volume

_LUNG: Final = "lung"
_BY_KIND: Final[Mapping[FindingKind, str]] = MappingProxyType(
    {
        FindingKind.NODULE: _LUNG,
        FindingKind.OPACITY: _LUNG,
        FindingKind.MARK: _LUNG,
        FindingKind.LENGTH: _LUNG,
        FindingKind.CALCIFICATION: "mediastinum",
        FindingKind.RIB_FRACTURE: "bone",
    }
)
"""Of CT. Ground glass cannot be seen in a mediastinal window, whatever window the file asks for."""


def window_of(kind: FindingKind | None, volume: Volume) -> GreyState:
    """Return the grey state for pictures of one kind of finding; None: where none was found.

    Only CT has windows by the tissue; anything else is shown as its file says.
    """
    if volume.stack.description.modality != "CT":
        return default_state(volume.stack, volume)
    preset = _LUNG if kind is None else _BY_KIND.get(kind)
    if preset is None:
        return default_state(volume.stack, volume)
    return GreyState(NAMED[preset], choice=GreyChoice(GreySource.PRESET, preset=preset))
