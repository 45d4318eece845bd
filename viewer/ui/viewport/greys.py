"""The grey values of one stack as it is gone through: what is kept, what follows the slice."""

from typing import TYPE_CHECKING

from viewer.imaging.grey.choices import first_choice, grows_with_reading, is_measured
from viewer.imaging.grey.voi import GreyState, chosen_state, default_state, on_slice, renewed

if TYPE_CHECKING:
    from viewer.imaging.volume import Volume


class StackGreys:
    """Knows the grey state of each slice.

    `remembered` is what was chosen for this stack at another time; the measured is measured anew.
    """

    def __init__(self, volume: "Volume") -> None:
        self._volume = volume
        self.remembered: GreyState | None = None

    def first(self, index: int) -> GreyState | None:
        """Return the state that a stack begins with; None until it can be measured."""
        stack, remembered = self._volume.stack, self.remembered
        if self._volume.is_colour:
            return remembered or default_state(stack, self._volume)
        state = None
        if remembered is not None:
            state = renewed(remembered, self._volume, index)
            if state is None and is_measured(remembered.choice):
                return None
        return state or chosen_state(first_choice(stack), self._volume, index)

    def on_slice(self, grey: GreyState | None, index: int) -> GreyState | None:
        """Return the state on another slice, or after one was read."""
        if grey is None:
            return self.first(index)
        if grows_with_reading(grey.choice, self._volume.stack) and self._volume.is_complete:
            return renewed(grey, self._volume, index) or grey
        return on_slice(grey, self._volume, index)
