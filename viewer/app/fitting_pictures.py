"""What a picture is likeliest of, by its words, its colours and its shape; only for the order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from viewer.imaging.stack import ImageStack

_WIDE: Final = 1.6
"""Width / height from which a picture is likelier a panoramic: films are 30 × 15 cm."""
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "panoramic": ("PANO", "OPG", "OPT", "ORTHOPAN", "全景", "曲面"),
    "cephalometric": ("CEPH", "LAT SKULL", "LATERAL SKULL", "侧位", "头影"),
    "intraoral": ("INTRAORAL", "ORAL", "TEETH", "TOOTH", "DENT", "MAXILLARY", "MANDIB", "口", "牙"),
    "skin": ("SKIN", "RASH", "DERM", "皮肤", "皮疹"),
}
_MODALITIES: Final = {"PX": "panoramic", "IO": "intraoral", "XC": "intraoral"}


def likely(stack: ImageStack, index: int) -> tuple[str, ...]:
    """Return the endpoints that a picture is likeliest for, the likeliest first; maybe none.

    What it is called comes first, then its modality; a grey picture is wide (a panoramic) or not
    (a cephalogram), a colour photograph is of a mouth rather than of skin. It is only a guess:
    all that takes pictures is offered.
    """
    description = stack.description
    words = _said(stack, index)
    named = [name for name, known in _WORDS.items() if any(word in words for word in known)]
    if not description.is_photo and description.modality not in _MODALITIES:
        return tuple(name for name in named if name in {"panoramic", "cephalometric"})
    if description.is_photo:  # that every picture is one (XC) says nothing
        return tuple(dict.fromkeys((*named, *_by_look(stack, index))))
    return tuple(dict.fromkeys((*named, _MODALITIES[description.modality])))


def _by_look(stack: ImageStack, index: int) -> tuple[str, ...]:
    description = stack.description
    width = description.columns / max(description.rows, 1) / description.pixel_aspect
    shape = "panoramic" if width >= _WIDE else "cephalometric"
    if not stack.instances or stack.instances[min(index, len(stack.instances) - 1)].is_colour:
        return ("intraoral", "skin", shape)  # many radiographs are kept as colour pictures
    return (shape,)


def _said(stack: ImageStack, index: int) -> str:
    text = stack.description.text
    headers = stack.instances[index : index + 1] or stack.instances[:1]
    place = Path(headers[0].source.path) if headers else Path()
    names = (place.parent.name, place.stem)
    said = (text.series_description, text.study_description, text.protocol, *names)
    return " ".join(said).upper()
