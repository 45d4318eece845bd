"""Where one slice lies in a file that holds a whole volume in one block."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlicePlace:
    """How a stored slice is turned to be seen, and the block (bytes from, length) it is read with.

    Stored values run along the first axis fastest. `is_transposed`: that axis runs down the
    screen. The flips hold after the transposition.
    """

    block_offset: int
    block_bytes: int
    is_packed: bool = False
    is_transposed: bool = False
    flips_rows: bool = False
    flips_columns: bool = False
