"""The pre-flight: what would be sent is shown, chosen and checked before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.app.fitting import offered
from viewer.app.preflight import known_before_words, preflight_of, problem_lines
from viewer.vendors.gateway.endpoint import SlotName

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence

    from viewer.app.background import Background
    from viewer.app.wanted import Wanted
    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack
    from viewer.ui.dialogs.preflight import PreflightSheet
    from viewer.ui.main_window import MainWindow


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person decided: to send this, to see what is there, or (None) neither."""

    wanted: Wanted
    parameters: Mapping[str, str]
    earlier: Job | None
    is_accepted: bool


class PreflightTalk:
    """Shows the sheet until it is answered; swapping the inputs shows it anew.

    `earlier` finds the job that analysed the same before; `stacks` are those that are open.
    """

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        *,
        service: str,
        stacks: Sequence[ImageStack],
        earlier: Callable[[Wanted, Mapping[str, str]], Job | None],
    ) -> None:
        self._window = window
        self._background = background
        self._service = service
        self._stacks = stacks
        self._earlier = earlier
        self._looking: asyncio.Task[None] | None = None

    async def ask(self, wanted: Wanted) -> Asked | None:
        """Return what the person decided; None for neither."""
        while True:
            is_swapped = False
            sheet = self._sheet(wanted)

            def swap(sheet: PreflightSheet = sheet) -> None:
                nonlocal is_swapped
                is_swapped = True
                sheet.reject()

            sheet.swap_wanted.connect(swap)
            asked = await self._answered(sheet, wanted)
            if not is_swapped:
                return asked
            wanted = self._chosen(sheet, wanted).swapped()

    async def _answered(self, sheet: PreflightSheet, wanted: Wanted) -> Asked | None:
        from viewer.ui.ask import ask

        sheet.inputs_changed.connect(lambda: self._look(sheet, wanted))
        self._look(sheet, wanted)
        try:
            is_accepted = await ask(sheet)
        finally:
            if self._looking is not None:
                self._looking.cancel()
        chosen = self._chosen(sheet, wanted)
        earlier = self._earlier(chosen, sheet.parameters())
        if not is_accepted and not (sheet.is_earlier_wanted and earlier is not None):
            return None
        return Asked(
            wanted=chosen,
            parameters=sheet.parameters(),
            earlier=earlier,
            is_accepted=is_accepted,
        )

    def _sheet(self, wanted: Wanted) -> PreflightSheet:
        from viewer.ui.dialogs.preflight import PreflightSheet

        choices = {
            slot.name: offered(slot, wanted.stack, self._stacks)
            for slot in wanted.endpoint.slots[1:]
        }
        made: list[PreflightSheet] = []

        def known(parameters: dict[str, str]) -> str:
            chosen = self._chosen(made[0], wanted) if made else wanted
            return known_before_words(self._earlier(chosen, parameters))

        sheet = PreflightSheet(
            preflight_of(wanted, self._service, choices), self._window, known=known
        )
        made.append(sheet)
        return sheet

    def _chosen(self, sheet: PreflightSheet, wanted: Wanted) -> Wanted:
        by_key = {stack.key: stack for stack in self._stacks}
        by_key[wanted.stack.key] = wanted.stack
        chosen = {SlotName(slot): by_key[key] for slot, key in sheet.chosen_inputs().items()}
        return wanted.with_others(chosen)

    def _look(self, sheet: PreflightSheet, wanted: Wanted) -> None:
        """Check the files of what is chosen now; the button waits for that."""
        if self._looking is not None:
            self._looking.cancel()
        sheet.show_problems((), is_ready=False)
        work = self._looked(sheet, self._chosen(sheet, wanted))
        self._looking = self._background.start(work, "pre-flight facts")

    async def _looked(self, sheet: PreflightSheet, wanted: Wanted) -> None:
        from viewer.app.background import in_thread
        from viewer.jobs.checking import check_inputs

        facts = await in_thread(wanted.facts)
        problems = check_inputs(wanted.endpoint, facts)
        sheet.show_problems(problem_lines(problems), is_ready=True)
