"""What on the screen can be added: the sources that there are, and the pictures of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app import similar_sources as sources
from viewer.domain.standing import Decision
from viewer.ui.dialogs.similar_add import Source
from viewer.words.similar_search import region_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.app.similar import Similar
    from viewer.domain.finding import Finding
    from viewer.jobs.similar.adding import ToAdd
    from viewer.jobs.similar.picture import Region
    from viewer.ui.viewport.state import ViewState


class Looking:
    """Looks at the image, the region that was drawn on it, and the list of findings."""

    def __init__(self, similar: Similar) -> None:
        self._similar = similar
        needs = similar.needs
        self._window = needs.window
        self._opening = needs.opening
        self._reviewing = needs.reviewing
        self._view = needs.image.viewport

    def offered(self) -> tuple[tuple[Source, str], ...]:
        """Return what there is to take pictures from, in words."""
        found: list[tuple[Source, str]] = []
        shown, state = self._opening.shown, self._view.state
        if shown is not None and state is not None:
            words = QCoreApplication.translate("Similar", "This view: image {0}, as it is shown")
            found.append((Source.VIEW, words.format(state.slice_index + 1)))
            region = self.region
            if region is not None:
                words = QCoreApplication.translate("Similar", "The part that was drawn: {0}")
                found.append((Source.REGION, words.format(region_words(region))))
            chosen = len(self.chosen_findings)
            if chosen:
                words = QCoreApplication.translate("Similar", "Selected findings, cut out: {0}")
                found.append((Source.FINDINGS, words.format(chosen)))
            if len(shown.stack.instances) > 1:
                words = QCoreApplication.translate(
                    "Similar", "Key images of this series: those with findings"
                )
                found.append((Source.KEY_IMAGES, words))
        words = QCoreApplication.translate("Similar", "Images of a folder")
        return (*found, (Source.FOLDER, words))

    def found(self, source: Source, step: int) -> tuple[tuple[ToAdd, ...], str]:
        """Return the pictures of a source, and what there is to say of them."""
        shown, state = self._opening.shown, self._view.state
        if shown is None or state is None:
            return (), QCoreApplication.translate("Similar", "No image is open any more.")
        if source is Source.FINDINGS:
            return sources.finding_items(shown, self.chosen_findings), ""
        if source is Source.KEY_IMAGES:
            items = sources.key_items(shown, self._findings, step)
            return items, self._key_words(len(items), len(shown.stack.instances))
        region = self.region if source is Source.REGION else None
        return (sources.view_item(shown, state.slice_index, state.grey, region),), _as_sent(state)

    @property
    def region(self) -> Region | None:
        """The part that was drawn on the image on the screen; None without one."""
        drawn, shown, state = self._similar.drawn, self._opening.shown, self._view.state
        if drawn is None or shown is None or state is None:
            return None
        is_here = drawn.series == shown.stack.description.reference
        return drawn.region if is_here and drawn.index == state.slice_index else None

    @property
    def chosen_findings(self) -> tuple[Finding, ...]:
        """The findings that are selected in the list and have a place on an image."""
        found = map(self._reviewing.finding_of, self._window.findings.selected_uids)
        return tuple(finding for finding in found if finding is not None)

    @property
    def _findings(self) -> Sequence[Finding]:
        """What was found and nobody rejected."""
        session = self._reviewing.session
        if session is None:
            return ()
        decision = session.review.decision_on
        return [one for one in session.findings if decision(one.uid) is not Decision.REJECTED]

    def _key_words(self, wanted: int, count: int) -> str:
        with_findings = {finding.placement.slice_index for finding in self._findings}
        if not with_findings and wanted == 1:
            return QCoreApplication.translate(
                "Similar", "No finding: the image that is shown first. {0} of {1} images"
            ).format(wanted, count)
        return QCoreApplication.translate("Similar", "{0} of {1} images").format(wanted, count)


def _as_sent(state: ViewState) -> str:
    """Return in what the picture differs from what is seen, where it does."""
    if state.grey is not None and state.grey.is_inverted:
        return QCoreApplication.translate("Similar", "It is added without the inversion.")
    return ""
