"""What the pictures of the documentation show: each scene brings the window there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from viewer.app.demo import show_step
from viewer.app.demo_plan import demo_steps
from viewer.app.read_only import ReadOnly
from viewer.foundation.redact import Secret
from viewer.ui.dialogs.settings import GENERAL, LIBRARY, SERVICE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from viewer.app.wiring import Wired

_SETTLE_S: Final = 0.4
_ENDPOINT: Final = "endpoint-"


def scene_named(name: str) -> Callable[[Wired], Awaitable[None]]:
    """Return what brings the window to a scene; `endpoint-NAME` is one of the demonstration."""
    if not name.startswith(_ENDPOINT):
        return SCENES[name]

    async def scene(wired: Wired) -> None:
        await _endpoint(wired, name.removeprefix(_ENDPOINT))

    return scene


async def _endpoint(wired: Wired, name: str) -> None:
    """Show the result of one endpoint on the study that shows it best."""
    from viewer.app.background import in_thread
    from viewer.app.demo_study import demo_studies
    from viewer.app.offscreen import until

    studies = await in_thread(demo_studies, wired.library.folders)
    (step,) = (step for step in demo_steps(studies) if step.endpoint == name)
    wired.opening.open([str(step.place), str(studies.chest_before)])
    await until(lambda: wired.opening.shown is not None and not wired.opening.is_looking)
    await show_step(wired, step)


async def _opened(wired: Wired) -> None:
    from viewer.app.background import in_thread
    from viewer.app.demo_study import demo_studies
    from viewer.app.offscreen import open_study

    studies = await in_thread(demo_studies, wired.library.folders)
    await open_study(wired, studies.chest)


async def _analysed(wired: Wired) -> None:
    from viewer.app.offscreen import analysed

    await _opened(wired)
    await analysed(wired, "lung-nodule")
    _set_lung_window(wired)


def _set_lung_window(wired: Wired) -> None:
    from viewer.imaging.grey.choices import GreyChoice, GreySource

    wired.image.viewport.choose_grey(GreyChoice(GreySource.PRESET, preset="lung"))


async def _reading(wired: Wired) -> None:
    from viewer.domain.standing import Decision

    await _analysed(wired)
    run = wired.reviewing.open_run
    if run is None:
        return
    findings = run.session.findings
    for finding, decision in zip(
        findings, (Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED), strict=False
    ):
        if run.session.review.decision_on(finding.uid) is Decision.UNDECIDED:
            run.session.decide(finding.uid, decision)
    wired.reviewing.go_to(findings[1].uid)
    wired.image.viewport.fit()


async def _empty(wired: Wired) -> None:
    wired.opening.show_recent()


async def _loading(wired: Wired) -> None:
    from viewer.imaging.scan import ScanProgress

    wired.window.show_image_page(wired.image)
    wired.opening.show_opening(ScanProgress(412, 1284, 388))


async def _error(wired: Wired) -> None:
    from viewer.foundation.errors import UnreadableImage
    from viewer.ui.toast import Tone
    from viewer.words.errors import error_words

    words = error_words(UnreadableImage("/media/usb/CT-0412", "not-an-image-file"))
    wired.window.toast.say(words.line, tone=Tone.BAD)


async def _failed(wired: Wired) -> None:
    from viewer.app.finding_rows import failed_header
    from viewer.vendors.errors import Refused

    await _opened(wired)
    wired.reviewing.clear()
    error = Refused("-1", "image count must be between 20 and 600")
    wired.window.findings.show_header(failed_header("", "lung-nodule", error, ()))


async def _not_run(wired: Wired) -> None:
    from viewer.app.finding_rows import not_run_header

    await _opened(wired)
    wired.reviewing.clear()
    wired.window.findings.show_header(not_run_header("lung-nodule", ()))


async def _under_way(wired: Wired) -> None:
    from viewer.app.finding_rows import under_way_header
    from viewer.domain.job import JobState
    from viewer.ui.rows import JobRow
    from viewer.words.jobs import endpoint_words, service_words, state_words

    await _opened(wired)
    wired.reviewing.clear()
    state = state_words(JobState.PREPARED)
    wired.window.findings.show_header(under_way_header("lung-nodule", state, 0.62))
    wired.window.jobs.update_job(
        JobRow(
            uid="shown",
            title=endpoint_words("lung-nodule"),
            subtitle=service_words("local"),
            state=state,
            fraction=0.62,
            is_running=True,
            elapsed="3 s",
            may_cancel=True,
        )
    )


async def _unknown_outcome(wired: Wired) -> None:
    """Show a job of which nobody knows whether the service took it."""
    from viewer.domain.job import JobState
    from viewer.jobs.request import AnalysisRequest
    from viewer.vendors.catalogue import endpoint_named
    from viewer.vendors.errors import UnknownOutcome, failure_text

    await _opened(wired)
    shown = wired.opening.shown
    if shown is None:
        return
    request = AnalysisRequest(
        endpoint=endpoint_named("lung-nodule"),
        stack=shown.stack,
        service="api.example.org",
        parameters={"Threshold": "0.50"},
    )
    job, now = wired.runner.admit(request), datetime.now(UTC)
    if job.state is JobState.UNCERTAIN:
        return
    for state in (JobState.PREPARED, JobState.UPLOADED, JobState.SUBMITTING):
        job = job.moved_to(state, at=now)
    failure = failure_text(UnknownOutcome(job.service))
    job = wired.library.jobs.save(job.moved_to(JobState.UNCERTAIN, at=now, failure=failure))
    wired.runner.changed.emit(job)


async def _second_window(wired: Wired) -> None:
    from viewer.foundation.locks import ProcessLock
    from viewer.jobs.library import open_for_window

    await _analysed(wired)
    lock = ProcessLock(wired.library.folders.data / "window.lock")
    with lock:
        lock.acquire()
        looking = open_for_window(wired.library.folders)
        ReadOnly(wired.window, looking).begin()
        looking.close()


async def _job(wired: Wired) -> None:
    await _analysed(wired)
    wired.analysing.desk.show_details(wired.library.jobs.latest(1)[0].uid)


async def _settings(wired: Wired) -> None:
    wired.window_actions.services.keys.app_key = Secret("shown as dots")
    wired.window.actions_by_name["settings"].trigger()
    await asyncio.sleep(_SETTLE_S)
    _dialog_tab(wired, SERVICE)


async def _settings_library(wired: Wired) -> None:
    await _settings_window(wired)
    _dialog_tab(wired, LIBRARY)


async def _settings_dental(wired: Wired) -> None:
    from viewer.ui.dialogs.settings import SettingsSheet

    wired.window.actions_by_name["settings"].trigger()
    await asyncio.sleep(_SETTLE_S)
    for sheet in wired.window.findChildren(SettingsSheet):
        sheet.choose_dental("vendor")


async def _library(wired: Wired) -> None:
    await _analysed(wired)
    await wired.studies.memory.settled()
    wired.studies.view.show()
    await asyncio.sleep(_SETTLE_S)


async def _settings_window(wired: Wired) -> None:
    wired.window.actions_by_name["settings"].trigger()
    await asyncio.sleep(_SETTLE_S)
    _dialog_tab(wired, GENERAL)


def _dialog_tab(wired: Wired, number: int) -> None:
    from viewer.ui.dialogs.settings import SettingsSheet

    for sheet in wired.window.findChildren(SettingsSheet):
        sheet.choose_service("vendor" if number else "local")
        sheet.tabs.setCurrentIndex(number)


async def _preflight(wired: Wired) -> None:
    await _analysed(wired)
    wired.analysing.ask_named("lung-nodule")
    await asyncio.sleep(2 * _SETTLE_S)


async def _export(wired: Wired) -> None:
    await _reading(wired)
    wired.exporting.folder = "/home/chen/Documents"
    wired.exporting.ask()
    await asyncio.sleep(_SETTLE_S)


async def _report(wired: Wired) -> None:
    await _reading(wired)
    wired.window.tabs.setCurrentWidget(wired.window.report)


async def _details(wired: Wired) -> None:
    await _reading(wired)
    wired.window.tabs.setCurrentWidget(wired.window.details)


async def _tooth_chart(wired: Wired) -> None:
    await _endpoint(wired, "panoramic")
    await _following_tab(wired)


async def _analysis(wired: Wired) -> None:
    await _endpoint(wired, "cephalometric")
    await _following_tab(wired)


async def _following_tab(wired: Wired) -> None:
    """Show the tab behind the findings that is there for this kind of result."""
    tabs = wired.window.tabs
    tabs.setCurrentIndex(tabs.indexOf(wired.window.findings) + 1)
    while not tabs.isTabVisible(tabs.currentIndex()):
        tabs.setCurrentIndex(tabs.currentIndex() + 1)
    await asyncio.sleep(2 * _SETTLE_S)


async def _similar(wired: Wired) -> None:
    """Show what is found in the demonstration's database for a part of the chest CT."""
    from viewer.app.background import in_thread
    from viewer.app.demo_similar import show_sought
    from viewer.app.demo_study import demo_studies
    from viewer.app.offscreen import until

    studies = await in_thread(demo_studies, wired.library.folders)
    wired.opening.open(list(studies.paths))
    await until(lambda: wired.opening.shown is not None and not wired.opening.is_looking)
    await show_sought(wired, studies)


async def _similar_databases(wired: Wired) -> None:
    await _similar(wired)
    wired.similar.adding.databases.manage()
    await asyncio.sleep(3 * _SETTLE_S)


async def _similar_add(wired: Wired) -> None:
    await _similar(wired)
    wired.similar.adding.ask()
    await asyncio.sleep(3 * _SETTLE_S)


async def _patient_view(wired: Wired) -> None:
    await _endpoint(wired, "intraoral")
    wired.window.actions_by_name["patient-view"].trigger()
    await asyncio.sleep(2 * _SETTLE_S)


async def _keys(wired: Wired) -> None:
    wired.window.actions_by_name["keys"].trigger()


async def _header(wired: Wired) -> None:
    from viewer.app.offscreen import until

    await _opened(wired)
    wired.window.actions_by_name["header"].trigger()
    sheet = wired.header_view.sheet
    if sheet is not None:
        await until(lambda: sheet.model.rowCount() > 0)


SCENES: Final[dict[str, Callable[[Wired], Awaitable[None]]]] = {
    "main": _reading,
    "empty": _empty,
    "loading": _loading,
    "error": _error,
    "failed": _failed,
    "not-run": _not_run,
    "under-way": _under_way,
    "unknown-outcome": _unknown_outcome,
    "second-window": _second_window,
    "job": _job,
    "settings": _settings_window,
    "settings-service": _settings,
    "settings-dental": _settings_dental,
    "settings-library": _settings_library,
    "library": _library,
    "preflight": _preflight,
    "export": _export,
    "report": _report,
    "details": _details,
    "tooth-chart": _tooth_chart,
    "analysis": _analysis,
    "patient-view": _patient_view,
    "similar": _similar,
    "similar-databases": _similar_databases,
    "similar-add": _similar_add,
    "keys": _keys,
    "header": _header,
}
