"""The layers of a tracing."""

from enum import StrEnum


class TracingLayer(StrEnum):
    """What can be shown or left out by itself."""

    NAMES = "names"
    """Of the landmarks: drawn with the findings, as POINTS."""
    POINTS = "points"
    SOFT_PROFILE = "soft-profile"
    CRANIAL_BASE = "cranial-base"
    """With the lower rim of the orbit."""
    MAXILLA = "maxilla"
    MANDIBLE = "mandible"
    SYMPHYSIS = "symphysis"
    TEETH = "teeth"
    PLANES = "planes"
    CONSTRUCTION = "construction"
    """Of the one measure that is looked at."""
