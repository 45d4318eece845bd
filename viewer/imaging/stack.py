"""One displayable stack of images."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from viewer.domain.series import SeriesDescription
from viewer.imaging.cine import is_cine
from viewer.imaging.dicom import tags
from viewer.imaging.grey.window import Window
from viewer.imaging.instance import InstanceHeader

_WINDOW: Final = (
    tags.WINDOW_CENTER,
    tags.WINDOW_WIDTH,
    tags.WINDOW_EXPLANATION,
    tags.VOI_FUNCTION,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class ImageStack:
    """Images of one series that belong over each other, in stack order.

    `instances` are ordered as `description.instances`: ascending along the normal where the
    positions are known.
    """

    description: SeriesDescription
    instances: tuple[InstanceHeader, ...]

    @property
    def key(self) -> str:
        """Unique among everything that is open: series UID and part."""
        reference = self.description.reference
        return f"{reference.series_instance_uid}#{reference.part}"

    @property
    def centre(self) -> int:
        """Index of the centre slice, whose window counts."""
        return len(self.instances) // 2

    @cached_property
    def first_shown(self) -> int:
        """Index of the slice that is seen first: the centre, of pages and sequences the start."""
        is_read_on = is_cine(self.instances) or self.description.is_photo
        return 0 if is_read_on else self.centre

    @property
    def file_windows(self) -> tuple[Window, ...]:
        """The file's own windows, of the centre slice."""
        return self.instances[self.centre].windows

    @cached_property
    def windows_differ(self) -> bool:
        """Whether images have first windows of their own; found out in a thread beforehand."""
        # by the bytes first: of 20,000 images that takes 20 ms, to read all numbers 250
        raw = {tuple(map(header.elements.raw, _WINDOW)): header for header in self.instances}
        first = self.instances[0].windows[:1]
        return any(header.windows[:1] != first for header in raw.values())

    @cached_property
    def source_paths(self) -> tuple[str, ...]:
        """Paths on disk, each once, in stack order; for members of a ZIP the archive."""
        return tuple(dict.fromkeys(str(header.source.path) for header in self.instances))

    @property
    def bytes_in_memory(self) -> int:
        """Bytes of all decoded pixels."""
        return sum(header.bytes_per_frame for header in self.instances)
