"""Two libraries, and in the first one a study with everything that a package takes along."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.image_builders import write_series
from tests.library_builders import a_job, a_run
from tests.vendor_builders import a_nodule, success
from viewer.domain.account import Account
from viewer.domain.job import JobState
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.standing import Decision, RejectReason, Standing
from viewer.export.findings_json import RunFacts, findings_document
from viewer.export.study_package import ExportRequest, export_study
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.jobs.library import open_library
from viewer.storage.finding_index import FindingIndex
from viewer.storage.grey_choices import StoredGreys
from viewer.storage.library import Library
from viewer.storage.package_taking import Newcomer
from viewer.storage.studies import KnownSeries, KnownStudy

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass
class Home:
    """A library in a folder of its own."""

    library: Library
    folder: Path

    def package(self, uid: str = "1.2.9", name: str = "study.zip") -> Path:
        """Export a study and return the file."""
        target = self.folder / name
        request = ExportRequest(study_instance_uid=uid, target=target, program="1", now=NOW)
        export_study(self.library, request)
        return target


def a_home(folder: Path) -> Home:
    """Return an empty library."""
    folders = Folders(data=folder / "data", cache=folder / "cache", logs=folder / "logs")
    return Home(open_library(folders), folder)


def newcomer(library_uid: str) -> Newcomer:
    return Newcomer("Dr. Chen", NOW + timedelta(days=1), "1", library_uid)


def a_study_in(home: Home, *, decided: bool = True) -> ImageStack:
    """Put a study with an analysis, decisions, a text and a grey choice into a library."""
    write_series(
        home.folder / "images",
        slices=4,
        rows=16,
        columns=16,
        study_uid="1.2.9",
        series_uid="1.2.9.1",
        patient_name="Quxplant^Jo",
    )
    (stack,) = scan([home.folder / "images"]).stacks
    know(home.library, stack)
    analyse(home.library, stack)
    if decided:
        judge(home.library, stack)
    return stack


def know(library: Library, stack: ImageStack) -> None:
    series = stack.description
    known = KnownSeries(
        reference=series.reference,
        modality=series.modality,
        instance_count=len(stack.instances),
        paths=stack.source_paths,
    )
    study = KnownStudy(
        study_instance_uid=series.reference.study_instance_uid,
        identity=series.identity,
        text=series.text,
        series=(known,),
    )
    library.studies.record([study], NOW)


def analyse(library: Library, stack: ImageStack) -> None:
    """Keep an answer in which the images have the UIDs under which they were sent."""
    series = stack.description
    sent = {f"2.25.{i + 1000}": each for i, each in enumerate(stack.description.instances)}
    library.uid_maps.keep({name: each.sop_instance_uid for name, each in sent.items()})
    library.uid_maps.keep({"2.25.7": series.reference.series_instance_uid})
    nodules = [
        a_nodule(SOPInstanceUID=name, ImageX=str(3 + i), ImageY="5", ImageZ=str(i), X=..., Y=...)
        for i, name in enumerate(list(sent)[:3])
    ]
    raw = json.loads(success(*nodules))
    text = json.dumps(raw).replace("1.2.826.77.5", "2.25.7").encode()
    answer = library.blobs.put(text)
    job = a_job(series=series.reference, service="local/0", source_paths=stack.source_paths)
    library.jobs.add(job, series, "intent")
    library.jobs.save(replace(job, state=JobState.DONE, answer_hash=answer, request_id="R-1"))
    run = a_run(series=series.reference, answer_hash=answer)
    library.runs.add(run)
    findings = library.runs.result(run.uid).findings
    assert len(findings) == 3
    FindingIndex(library.database).add_run(run.uid, run.series, findings)
    library.own_texts.set(run.uid, "左肺未见异常。")
    library.grey_choices.keep(series.reference, StoredGreys(source="preset", preset="lung"), NOW)


def judge(library: Library, stack: ImageStack) -> None:
    reference = stack.description.reference
    first, second, _third = library.runs.result("job-1").findings
    accepted = Standing(decision=Decision.ACCEPTED)
    rejected = Standing(
        decision=Decision.REJECTED, reason=RejectReason.DUPLICATE, comment="twice the same"
    )
    library.ledger.append(
        [
            an_event(reference, Action.ACCEPT, first.uid, accepted),
            an_event(reference, Action.REJECT, second.uid, rejected),
        ]
    )


def an_event(
    stack: SeriesReference, action: Action, uid: str = "", after: Standing | None = None
) -> LedgerEvent:
    return LedgerEvent(
        stack=stack,
        action=action,
        user="Dr. Wang",
        at=NOW,
        program="1",
        run_uid="job-1" if uid else "",
        finding_uid=uid,
        before=Standing() if after else None,
        after=after,
    )


def findings_text(library: Library, stack: SeriesReference) -> str:
    """Return what the export of findings writes."""
    run = library.runs.get("job-1")
    review = library.ledger.reading(stack).review_of("job-1")
    account = Account.of(stack, library.ledger.of_stack(stack))
    series = library.runs.series_of("job-1")
    document = findings_document(
        RunFacts.of(run), library.runs.result("job-1"), review, series, account
    )
    return json.dumps(document, ensure_ascii=False, indent=2)
