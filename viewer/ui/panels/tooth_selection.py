"""Which teeth of a chart are selected after a click, a drag or a key: pure sets of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ToothSelection:
    """The selected teeth, and the one from which a run is drawn."""

    codes: frozenset[str] = frozenset()
    anchor: str = ""

    def clicked(self, code: str) -> "ToothSelection":
        """Return what a plain click leaves: this tooth, or none if it was the only one."""
        if self.codes == {code}:
            return ToothSelection(frozenset(), code)
        return ToothSelection(frozenset({code}), code)

    def added(self, code: str) -> "ToothSelection":
        """Return what a click with Ctrl leaves: one more, or one less."""
        return ToothSelection(self.codes ^ {code}, code)

    def run_to(self, code: str, row: Sequence[str], *, is_added: bool = False) -> "ToothSelection":
        """Return the run from the anchor; the anchor stays. `row` holds the teeth as they stand.

        Where the anchor stands in another row the run is this tooth alone.
        """
        if code not in row:
            return self
        if self.anchor not in row:
            return ToothSelection(frozenset({code}), code)
        first, last = sorted((row.index(self.anchor), row.index(code)))
        run = frozenset(row[first : last + 1])
        return replace(self, codes=self.codes | run if is_added else run)
