"""Letters beside images that form no volume."""

from viewer.geometry.orientation import Sides
from viewer.imaging.scan import scan


def test_a_film_seen_from_behind_says_so(shared_data) -> None:
    (stack,) = scan([shared_data / "xray/RG3_J2KR"]).stacks

    assert stack.description.sides == (Sides("R", "F"),)  # its lead R reads mirrored


def test_a_knee_that_moves_keeps_its_letters(shared_data) -> None:
    (stack,) = scan([shared_data / "mr/MOVEKNEE.dcm"]).stacks

    assert stack.description.geometry is None
    assert stack.description.problems == ()  # a film in time is no fault
    assert stack.description.sides == (Sides("P", "F"),) * 19
