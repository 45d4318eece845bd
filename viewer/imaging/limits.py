"""What is refused before memory is taken; the one table of limits on images."""

from typing import Final

MiB: Final = 1024 * 1024
GiB: Final = 1024 * MiB

HEADER_BYTES: Final = 8 * MiB
"""Bytes before the pixel data: a longer header would hold up the other threads."""
LONG_HEADER_BYTES: Final = 64 * MiB
"""The same for an object of many frames, each with attributes of its own: 5,000 take 20 MB."""
LONG_HEADER_ELEMENTS: Final = 1_000_000
"""Elements of such a header, nested ones too: no more than a short one could hold."""
VALUE_BYTES: Final = MiB
"""A longer value of a wanted attribute counts as absent; the longest tables have 128 kB."""
NESTING: Final = 64
HEADER_ELEMENTS: Final = 100_000
"""Elements and items of a header that are listed; real files have up to some 5,000."""
FRAME_PIXELS: Final = 400_000_000
FRAME_BYTES: Final = GiB
FRAMES: Final = 20_000
STACK_BYTES: Final = 8 * GiB
INFLATED_BYTES: Final = 4 * GiB
FILE_BYTES: Final = 4 * GiB

JPEG_SCANS: Final = 100
JPEG2000_TILES: Final = 65_535

DECODER_BYTES: Final = 768 * MiB
"""Memory of a decoding worker, and what a large frame adds to it for each of its samples."""
DECODER_BYTES_PER_SAMPLE: Final = 24
DECODER_ROOM_BYTES: Final = 4 * GiB
"""The most a worker may hand over at once: a photograph of 400 Mpx in wide samples."""
DECODER_KEPT_BYTES: Final = 256 * MiB
"""A worker that shares more than this after a large frame is replaced by a fresh one."""
DECODER_SECONDS: Final = 5.0
"""Time of a decoding worker for one frame, and what each million samples adds to it."""
DECODER_TRIAL_SECONDS: Final = 1.0
"""The same for a decoder that has a steadier, slower one behind it."""
DECODER_SECONDS_PER_MEGASAMPLE: Final = 0.5
DECODER_START_SECONDS: Final = 30.0
DECODER_WORKERS: Final = 4

ARCHIVE_MEMBERS: Final = 20_000
ARCHIVE_DIRECTORY_BYTES: Final = 64 * MiB
ARCHIVE_BYTES: Final = 4 * GiB
ARCHIVE_MEMBER_BYTES: Final = GiB
ARCHIVE_NAME_BYTES: Final = 1024

FOLDER_DEPTH: Final = 64
DOCUMENTS: Final = 20_000
"""Objects without a picture that are listed; the others stay among what was skipped."""
ENCAPSULATED_BYTES: Final = 512 * MiB
"""A file with a document inside that is taken into memory to be saved."""
DICOMDIR_BYTES: Final = 64 * MiB
DICOMDIR_RECORDS: Final = 50_000
"""With more its folder is searched instead: 3 s and 200 MB to read."""
PHOTO_PIXELS: Final = 400_000_000
"""Photographs are refused above this; the same as one frame."""
PHOTO_BYTES: Final = 2 * GiB
"""Decoded bytes of one photograph: 400 Mpx in colour."""
PHOTO_PAGES: Final = 2_000
TIME_POINTS: Final = 64
"""Volumes of a NIfTI sequence that are shown; the later ones are named."""
