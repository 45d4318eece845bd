"""What a reader chose for cephalograms: analysis, norms, layers, own sets, and for whom."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from viewer.app.ceph_table import Asked
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, Analysis, custom, fitting
from viewer.domain.cephalometry.landmark_errors import (
    errors_as_text,
    errors_from_text,
    overridden,
)
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.cephalometry.whom import person_of
from viewer.foundation.errors import CannotWrite
from viewer.storage.ceph_settings import (
    CEPH_ANALYSIS,
    CEPH_BESIDE,
    CEPH_ERRORS,
    CEPH_HIDDEN,
    CEPH_NORMS,
    CEPH_SETS,
    OwnSet,
    sets_of,
    sets_text,
)
from viewer.ui.ceph_rows import Choice
from viewer.words.cephalometry import analysis_words, norm_set_words, source_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.domain.references import SeriesReference
    from viewer.domain.series import SeriesDescription
    from viewer.storage.settings import Setting, Settings


class CephChoices:
    """Holds the choices; those that are of the reader and not of a film are kept as settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._persons: dict[SeriesReference, Person] = {}
        self._norms = settings.get(CEPH_NORMS)
        self._beside = settings.get(CEPH_BESIDE)
        self._analysis = settings.get(CEPH_ANALYSIS)
        self.own_sets = sets_of(settings.get(CEPH_SETS))
        self.errors = errors_from_text(settings.get(CEPH_ERRORS))
        hidden = settings.get(CEPH_HIDDEN).split(",")
        self.layers = frozenset(layer for layer in TracingLayer if layer.value not in hidden)

    @property
    def analyses(self) -> dict[str, Analysis]:
        """All analyses by key: those of textbooks, and the reader's own after them."""
        own = (analysis_of(one) for one in self.own_sets)
        return dict(ANALYSES) | {one.key: one for one in own if one is not None}

    @property
    def analysis(self) -> Analysis:
        """The analysis that is shown."""
        return self.analyses.get(self._analysis) or next(iter(ANALYSES.values()))

    def asked(self, series: SeriesDescription) -> Asked:
        """Return what the table of a series is to show."""
        analysis, person = self.analysis, self.person(series)
        keys = analysis.norm_sets
        chosen = NORM_SETS[self._norms] if self._norms in keys else None
        if chosen is None and keys:
            chosen = fitting(analysis, person)
        is_other = self._beside in keys and (chosen is None or self._beside != chosen.key)
        return Asked(analysis, chosen, NORM_SETS[self._beside] if is_other else None, person)

    def analysis_choices(self) -> tuple[Choice, ...]:
        """Return the analyses for the chooser."""
        return tuple(Choice(key, analysis_words(one)) for key, one in self.analyses.items())

    def norm_choices(self) -> tuple[Choice, ...]:
        """Return the norm sets of the analysis for the choosers, with where they are from."""
        sets = (NORM_SETS[key] for key in self.analysis.norm_sets)
        return tuple(Choice(one.key, norm_set_words(one), source_words(one.source)) for one in sets)

    def person(self, series: SeriesDescription) -> Person:
        """Return whom norms are for: as a reader said, else as the file says."""
        return self._persons.get(series.reference) or person_of(series)

    def choose_person(self, series: SeriesDescription, age: float | None, sex: str) -> None:
        """Say who it is for the norms alone; nothing in the study changes."""
        known = Sex(sex) if sex in {each.value for each in Sex} else None
        self._persons[series.reference] = Person(age, known)

    def choose_analysis(self, key: str) -> None:
        """Show another analysis."""
        self._analysis = key
        self._remember(CEPH_ANALYSIS, key)

    def choose_norms(self, key: str) -> None:
        """Compare with other norms."""
        self._norms = key
        self._remember(CEPH_NORMS, key)

    def choose_beside(self, key: str) -> None:
        """Put other norms beside; empty: none."""
        self._beside = key
        self._remember(CEPH_BESIDE, key)

    def show_layer(self, layer: TracingLayer, *, is_on: bool) -> None:
        """Draw a layer, or leave it out."""
        self.layers = self.layers | {layer} if is_on else self.layers - {layer}
        hidden = (each.value for each in TracingLayer if each not in self.layers)
        self._remember(CEPH_HIDDEN, ",".join(hidden))

    def keep_errors(self, changes: Mapping[str, tuple[float, float]]) -> None:
        """Count with own errors of landmarks, mm along FH and across; the table's for the rest."""
        self.errors = overridden(changes)
        self._remember(CEPH_ERRORS, errors_as_text(self.errors))

    def keep_set(self, own: OwnSet) -> None:
        """Keep an own set, in the place of one with the same key, and show it."""
        others = [one for one in self.own_sets if one.key != own.key]
        self._keep((*others, own))
        self.choose_analysis(own.key)

    def forget_set(self, key: str) -> None:
        """Forget an own set."""
        self._keep(tuple(one for one in self.own_sets if one.key != key))

    def _remember(self, setting: Setting[str], text: str) -> None:
        """Keep a choice for the next time; where that cannot be it holds for this one."""
        with suppress(CannotWrite):
            self._settings.set(setting, text)

    def _keep(self, sets: tuple[OwnSet, ...]) -> None:
        self._settings.set(CEPH_SETS, sets_text(sets))
        self.own_sets = sets


def analysis_of(own: OwnSet) -> Analysis | None:
    """Return an own set as an analysis; None where none of its measures is known any more."""
    codes = [code for code in own.codes if code in MEASURES]
    return custom(own.key, own.name, codes) if codes else None
