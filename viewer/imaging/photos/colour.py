"""Decoded pictures to what is shown: colour in sRGB, transparency over white, grey in its depth."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.photos.layout import PhotoLayout

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile

_WHITE: Final = 255
_SRGB_GAMMA: Final = 1 / 2.2
_SAME_GAMMA: Final = 0.03
_LEGAL_GAMMA: Final = (0.1, 5.0)
_UNSEEN: Final = 2
_PROFILE_SPACES: Final = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}


@dataclass(frozen=True, slots=True, eq=False)
class Coloured:
    """Pixels, (rows, columns) or (rows, columns, 3); whether the file's profile could be used."""

    pixels: NDArray[np.generic]
    is_profile_used: bool = True


def shown_pixels(image: "Image", layout: PhotoLayout) -> Coloured:
    """Return the pixels of a loaded picture, not turned yet.

    Colour and 8-bit grey go through the embedded ICC profile to sRGB, relative colorimetric with
    black point compensation: colours that a screen can show stay what they were measured as. A
    PNG without profile follows its gAMA; its cHRM is not looked at. Transparency lies over white,
    the ground that photographs are printed on. Deeper grey is measured values: no profile, no
    gamma.
    """
    if layout.dtype != "u1":
        return Coloured(_deep_grey(image, layout))
    alpha = _alpha(image)
    opaque = _opaque(image)
    converted, is_used = _in_srgb(opaque, image.info.get("icc_profile"))
    wanted = converted.convert("L" if layout.samples == 1 else "RGB")
    pixels: NDArray[np.uint8] = np.asarray(wanted)
    if "icc_profile" not in image.info and "srgb" not in image.info:
        pixels = _gamma_applied(pixels, image.info.get("gamma"))
    return Coloured(pixels if alpha is None else _over_white(pixels, alpha), is_used)


def deep_grey_over_white(content: bytes) -> NDArray[np.uint16]:
    """Return the pixels of a PNG of 16-bit grey with transparency, (rows, columns).

    Raises ValueError when it is damaged.
    """
    import imagecodecs

    try:
        decoded = imagecodecs.png_decode(content)
    except imagecodecs.PngError as error:
        raise ValueError("PNG") from error
    grey, alpha = (decoded[..., k].astype(np.uint64) for k in (0, 1))
    most = int(np.iinfo(np.uint16).max)
    mixed: NDArray[np.uint16] = ((grey * alpha + most * (most - alpha) + most // 2) // most).astype(
        np.uint16
    )
    return mixed


def _deep_grey(image: "Image", layout: PhotoLayout) -> NDArray[np.generic]:
    stored = np.asarray(image)
    if layout.dtype == "u4":
        return stored.view(np.uint32)
    pixels = stored.astype(layout.dtype)
    transparent = image.info.get("transparency")
    if layout.dtype == "u2" and isinstance(transparent, int):
        pixels[pixels == transparent] = np.iinfo(np.uint16).max
    return pixels


def _alpha(image: "Image") -> NDArray[np.uint8] | None:
    if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
        return np.asarray(image.convert("RGBA").getchannel("A"))
    return None


def _opaque(image: "Image") -> "Image":
    """Return the colours alone, in a mode that profiles are made for."""
    if image.mode in _PROFILE_SPACES:
        return image
    if image.mode in {"1", "LA", "La"}:
        return image.convert("RGBA").convert("L") if image.mode == "La" else image.convert("L")
    return image.convert("RGBA").convert("RGB") if image.mode == "RGBa" else image.convert("RGB")


def _in_srgb(image: "Image", profile: object) -> tuple["Image", bool]:
    """Return the picture in sRGB, and False where it has a profile that is of no use."""
    from PIL import ImageCms

    if image.mode == "LAB":
        return _transformed(image, ImageCms.createProfile("LAB")), True
    if not isinstance(profile, bytes) or not profile:
        return image, True
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = opened.profile.xcolor_space
        if space != _PROFILE_SPACES[image.mode]:
            return image, image.mode == "L"  # grey that is tagged with a colour profile is common
        return (image if _is_srgb(opened) else _transformed(image, opened)), True
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image, False


def _is_srgb(profile: "ImageCmsProfile") -> bool:
    """Tell whether a profile is sRGB, by name and by what it does: linear sRGB bears the name, too.

    A large picture need then not be computed.
    """
    from PIL import Image

    if "sRGB" not in (profile.profile.profile_description or ""):
        return False
    if profile.profile.xcolor_space != _PROFILE_SPACES["RGB"]:
        return False
    samples = np.mgrid[0:256:51, 0:256:51, 0:256:51].reshape(3, 12, 18).astype(np.uint8)
    colours = np.ascontiguousarray(np.moveaxis(samples, 0, -1))
    seen = np.asarray(_transformed(Image.fromarray(colours), profile))
    return bool(np.abs(seen.astype(np.int16) - colours).max() <= _UNSEEN)


def _transformed(image: "Image", profile: object) -> "Image":
    """Run a profile to sRGB. Raises PyCMSError."""
    from PIL import ImageCms

    transform = ImageCms.buildTransform(
        profile,  # type: ignore[arg-type]
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    result = ImageCms.applyTransform(image, transform)
    if result is None:
        raise ImageCms.PyCMSError("nothing was made")
    return result.getchannel("R") if image.mode == "L" else result


def _gamma_applied(pixels: NDArray[np.uint8], gamma: object) -> NDArray[np.uint8]:
    """Follow gAMA (PNG 11.3.2.2) where it is not that of sRGB and not absurd."""
    if not isinstance(gamma, float) or not _LEGAL_GAMMA[0] <= gamma <= _LEGAL_GAMMA[1]:
        return pixels
    if abs(gamma - _SRGB_GAMMA) < _SAME_GAMMA:
        return pixels
    linear = (np.arange(256) / 255.0) ** (1.0 / gamma)
    curve = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    table: NDArray[np.uint8] = np.rint(curve * 255.0).astype(np.uint8)
    return table[pixels]


def _over_white(pixels: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if pixels.ndim == 3:
        alpha = alpha[:, :, None]
    weight = alpha.astype(np.uint16)
    mixed = (pixels * weight + _WHITE * (255 - weight) + 127) // 255
    return mixed.astype(np.uint8)
