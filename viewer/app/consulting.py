"""The consultation about the open study: asks the service turn by turn and keeps what it says.

A turn is a job like any other, so it survives a crash and is never sent twice by itself; the
history is what the library keeps of those jobs and their answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject

from viewer.app.consulting_history import (
    KIND_FIELD,
    SESSION_FIELD,
    TEXT_FIELD,
    AskedTurn,
    Conversation,
    conversations,
)
from viewer.app.consulting_pictures import Pictures
from viewer.app.consulting_rows import conversation_row, title_of
from viewer.domain.consultation import CONSULTATION, QuestionType
from viewer.domain.job import JobState
from viewer.foundation.errors import KnownError
from viewer.ui.panels.consultation import NEW, ConsultationPanel
from viewer.ui.panels.consultation_rows import ComposerState, ConversationRow
from viewer.ui.toast import Tone
from viewer.words import consultation as words
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL, service_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.app.opening import Opening, Shown
    from viewer.app.service_directory import WindowServices
    from viewer.domain.consultation import ConsultationTurn
    from viewer.domain.job import Job
    from viewer.jobs.request import OtherInput
    from viewer.jobs.runner import JobRunner
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.stack_view import StackView

_FIRST_KINDS: Final = (QuestionType.CHIEF_COMPLAINT, QuestionType.IMAGES)


class Consulting(QObject):
    """Fills the panel and sends what is written there."""

    def __init__(  # noqa: PLR0913 - the wiring hands everything in by name
        self,
        window: MainWindow,
        view: StackView,
        *,
        opening: Opening,
        library: Library,
        runner: JobRunner,
        services: WindowServices,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._opening = opening
        self._library = library
        self._runner = runner
        self._services = services
        self._study = ""
        self._chosen = NEW
        self._found: list[Conversation] = []
        self._asks_consent = False
        self.panel: ConsultationPanel = window.consultation
        self._pictures = Pictures(self.panel, view, opening, self._say)
        self._connect()
        self._show()

    def _connect(self) -> None:
        panel, composer = self.panel, self.panel.composer
        panel.conversation_chosen.connect(self.choose)
        panel.new_wanted.connect(lambda: self.choose(NEW))
        panel.turns.option_chosen.connect(self._option_chosen)
        panel.turns.similar_chosen.connect(self._similar_chosen)
        panel.turns.way_on_wanted.connect(self._way_on)
        composer.send_wanted.connect(self._send)
        composer.edited.connect(self._edited)
        composer.warning_answered.connect(lambda: self._send(has_consent=True))
        self._opening.on_shown.append(self._stack_shown)
        self._opening.on_closed.append(self._closed)
        self._runner.changed.connect(self._job_changed)
        self._runner.finished.connect(self._job_changed)
        self._window.read_only_changed.connect(lambda _reason: self._show())

    def choose(self, uid: str) -> None:
        """Show one consultation, or with `NEW` the place to begin one."""
        self._chosen = uid
        self._asks_consent = False
        self._show()

    def settings_changed(self) -> None:
        """Say anew where questions go."""
        self._show()

    @property
    def _conversation(self) -> Conversation | None:
        return next((found for found in self._found if found.uid == self._chosen), None)

    def _stack_shown(self, shown: Shown) -> None:
        study = shown.stack.description.reference.study_instance_uid
        if study != self._study:
            self._study = study
            self._pictures.clear()
            self._read()
            self._chosen = self._found[-1].uid if self._found else NEW
        self._show()

    def _closed(self) -> None:
        self._study, self._chosen, self._found = "", NEW, []
        self._pictures.clear()
        self._show()

    def _job_changed(self, job: Job) -> None:
        if job.endpoint == CONSULTATION and job.series.study_instance_uid == self._study:
            before = self._conversation
            self._read()
            is_idle = self._chosen == NEW and not self._is_begun
            if self._found and (is_idle or (before is not None and self._conversation is None)):
                self._chosen = self._found[-1].uid
            self._show()

    @property
    def _is_begun(self) -> bool:
        """Something was written or attached that was not sent yet."""
        return bool(self.panel.composer.text.toPlainText() or self._pictures.inputs())

    def _read(self) -> None:
        """Read what the library keeps of this study's consultations."""
        jobs = self._library.jobs.of_study(self._study, CONSULTATION) if self._study else ()
        self._found = conversations(AskedTurn(job, self._answer(job)) for job in jobs)

    def _answer(self, job: Job) -> ConsultationTurn | None:
        if job.state is not JobState.DONE:
            return None
        try:
            return self._library.runs.result(job.uid).turn
        except KnownError:  # the turn is shown without it; the raw answer is kept
            return None

    def _show(self) -> None:
        offered = [(found.uid, title_of(found)) for found in reversed(self._found)]
        if self._chosen == NEW and offered:
            offered.insert(0, (NEW, QCoreApplication.translate("Consultation", "New consultation")))
        self.panel.offer(offered, self._chosen)
        conversation = self._conversation
        row = ConversationRow(uid=NEW, title="")
        self.panel.show_conversation(conversation_row(conversation) if conversation else row)
        self.panel.turns.lock(is_locked=bool(self._locked()))
        self._offer_kinds()
        self._show_composer()

    def _offer_kinds(self) -> None:
        conversation = self._conversation
        is_first = conversation is None or not conversation.session_id
        kinds = _FIRST_KINDS if is_first else tuple(QuestionType)
        offered = [(kind.value, words.question_type_words(kind.value)) for kind in kinds]
        asked = _asked_for(conversation)
        if asked and all(asked != key for key, _ in offered):
            offered.append((asked, words.question_type_words(asked)))
        self.panel.composer.offer_kinds(offered)

    def _show_composer(self) -> None:
        conversation = self._conversation
        target = self._services.target()
        warning, action = words.named_words() if self._asks_consent else ("", "")
        self.panel.composer.show_state(
            ComposerState(
                kind=_asked_for(conversation) or _FIRST_KINDS[0].value,
                destination=words.destination_words(
                    service_words(target), is_local=target == LOCAL
                ),
                is_sending=conversation is not None and conversation.is_asking,
                locked=self._locked(),
                warning=warning,
                warning_action=action,
            )
        )

    def _locked(self) -> str:
        if not self._study:
            return QCoreApplication.translate("Consultation", "Open a study first.")
        return self._window.actions_by_name.why_read_only

    def _edited(self) -> None:
        if self._asks_consent:
            self._asks_consent = False
            self._show_composer()

    def _option_chosen(self, option: str) -> None:
        self.panel.composer.text.setPlainText(option)
        if self.panel.composer.send.isEnabled():
            self._send()

    def _similar_chosen(self, question: str) -> None:
        self.panel.composer.text.setPlainText(question)
        self.panel.composer.text.setFocus()

    def _way_on(self, uid: str) -> None:
        """Send a turn again; one that was refused within a session begins a new one."""
        turn = next((t for found in self._found for t in found.turns if t.job.uid == uid), None)
        if turn is None:
            return
        if turn.parameter(SESSION_FIELD) and turn.job.state is JobState.FAILED:
            self.choose(NEW)
            self.panel.composer.text.setPlainText(turn.parameter(TEXT_FIELD))
            self.panel.composer.text.setFocus()
        else:
            self._retry(uid)

    def _retry(self, uid: str) -> None:
        try:
            self._runner.retry(uid)
        except KnownError as error:
            self._say(error)

    def _send(self, *, has_consent: bool = False) -> None:
        shown = self._opening.shown
        if shown is None:
            return
        text = self.panel.composer.text.toPlainText().strip()
        if not has_consent and shown.stack.description.identity.is_named_in(text):
            self._asks_consent = True
            self._show_composer()
            return
        parameters = {KIND_FIELD: self.panel.composer.chosen_kind, TEXT_FIELD: text}
        conversation = self._conversation
        if conversation is not None and conversation.session_id:
            parameters[SESSION_FIELD] = conversation.session_id
        self._ask(shown, {name: value for name, value in parameters.items() if value})

    def _ask(self, shown: Shown, parameters: Mapping[str, str]) -> None:
        from viewer.jobs.request import AnalysisRequest
        from viewer.vendors.catalogue import endpoint_named

        others: tuple[OtherInput, ...] = self._pictures.inputs()
        request = AnalysisRequest(
            endpoint=endpoint_named(CONSULTATION),
            stack=shown.stack,
            parameters=parameters,
            others=others,
            service=self._services.target(),
            is_rerun=True,  # the same words may be asked again: each turn stands for itself
        )
        try:
            job = self._runner.start(request)
        except KnownError as error:
            self._say(error)
            return
        self._asks_consent = False
        self._pictures.clear()
        self.panel.composer.clear_text()
        self._read()
        if SESSION_FIELD not in parameters:
            self._chosen = job.uid
        self._show()

    def _say(self, error: KnownError) -> None:
        self._window.toast.say(error_words(error).line, tone=Tone.BAD)


def _asked_for(conversation: Conversation | None) -> str:
    """Return the kind of turn that the service asks for next; empty where it asks for none."""
    answer = conversation.last_answer if conversation is not None else None
    return answer.question_type if answer is not None else ""
