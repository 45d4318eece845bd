"""What makes a damaged file of a whole one, small enough to be kept beside the tests."""

import json
from dataclasses import dataclass

from tests.fuzz.seeds import Seed


@dataclass(frozen=True)
class Change:
    """The whole file's first and last bytes are kept, what is between them is another."""

    file: str
    kept_first: int
    kept_last: int
    between: bytes

    @staticmethod
    def leading_to(seed: Seed, damaged: bytes) -> "Change":
        """Return the shortest change that leads from the seed to the damaged file."""
        whole = seed.content
        shorter = min(len(whole), len(damaged))
        first = next((i for i in range(shorter) if whole[i] != damaged[i]), shorter)
        room = shorter - first
        last = next((i for i in range(room) if whole[-1 - i] != damaged[-1 - i]), room)
        return Change(seed.name, first, last, damaged[first : len(damaged) - last])

    @staticmethod
    def read(text: str) -> "Change":
        """Return what `text` wrote."""
        values = json.loads(text)
        return Change(
            values["file"],
            values["kept_first"],
            values["kept_last"],
            bytes.fromhex(values["between"]),
        )

    def text(self, cause: str) -> str:
        """Return it for a file, with what it had led to."""
        values = {
            "file": self.file,
            "kept_first": self.kept_first,
            "kept_last": self.kept_last,
            "between": self.between.hex(),
            "was": cause.splitlines()[0],
        }
        return json.dumps(values, indent=1) + "\n"

    def applied_to(self, whole: bytes) -> bytes:
        """Return the damaged file."""
        return whole[: self.kept_first] + self.between + whole[len(whole) - self.kept_last :]
