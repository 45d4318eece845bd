"""The part of the action table that is about pictures of teeth, and the view for patients."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.ui.action_spec import ActionSpec, When

OF_TEETH: Final = (
    *("add-outline", "tooth", "smooth-outline", "delete-tooth", "whole-picture"),
    "patient-view",
)
"""What makes sense for a picture of teeth alone."""


def dental_actions() -> tuple[ActionSpec, ...]:
    """Return what changes teeth, and what shows them to the patient."""
    specs = (
        ActionSpec(
            id="add-outline",
            text=QCoreApplication.translate("Actions", "Outline a tooth"),
            keys=("O",),
            icon="outline",
            when=When.READING,
            is_checkable=True,
        ),
        ActionSpec(
            id="tooth",
            text=QCoreApplication.translate("Actions", "Tooth number and findings…"),
            keys=("W",),
            icon="tooth",
            when=When.TOOTH,
        ),
        ActionSpec(
            id="smooth-outline",
            text=QCoreApplication.translate("Actions", "Smooth the outline"),
            keys=("Shift+S",),
            when=When.TOOTH,
        ),
        ActionSpec(
            id="delete-tooth",
            text=QCoreApplication.translate("Actions", "Delete tooth"),
            keys=("Shift+Del",),
            when=When.TOOTH,
        ),
        ActionSpec(
            id="whole-picture",
            text=QCoreApplication.translate("Actions", "Findings in the whole picture…"),
            keys=("Shift+W",),
            when=When.READING,
        ),
    )
    changing = When.UNSIGNED | When.WRITABLE
    return (
        *(replace(spec, when=spec.when | changing, is_offered=False) for spec in specs),
        ActionSpec(
            id="patient-view",
            text=QCoreApplication.translate("Actions", "Show to the patient"),
            keys=("F11",),
            icon="eye",
            when=When.IMAGE,
            is_offered=False,
        ),
    )
