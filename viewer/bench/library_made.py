"""A large library, made through the program's own forms: answers, runs, readings, studies."""

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from viewer.domain.finding import Finding, NoduleCategory
from viewer.domain.job import Job, JobState
from viewer.domain.ledger import Action, ImageEvidence, LedgerEvent
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.series import Identity, SeriesDescription, SpacingSource, StudyText
from viewer.domain.standing import UNTOUCHED, Decision, RejectReason, Standing
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import PatientPoint
from viewer.storage.finding_index import FindingIndex
from viewer.storage.library import Library
from viewer.storage.runs import Run
from viewer.storage.studies import KnownSeries, KnownStudy

EVENTS_EACH: Final = 3
"""Events per finding: accepted, moved, judged again."""
_SLICES: Final = 60
_SIDE: Final = 512
_STEP_MM: Final = 2.5
_SPACING_MM: Final = 0.7
_BEGUN: Final = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
_NAMES: Final = ("王^芳", "李^伟", "Schmidt^Anna", "Okafor^Chidi", "张^敏", "Rossi^Luca", "陈^静")
_CATEGORIES: Final = ("1-ggo", "2-solid", "3-mixed", "4-calcification")


@dataclass(frozen=True)
class Plan:
    """How large the library is: studies of the same size, and a heavy one."""

    studies: int = 200
    findings: int = 500
    heavy: int = 10_000

    @property
    def sizes(self) -> Iterator[int]:
        """Findings of each study, the heavy one last."""
        yield from (self.findings for _ in range(self.studies))
        if self.heavy:
            yield self.heavy


def fill(library: Library, plan: Plan) -> None:
    """Put studies, runs with their answers, and what readers did into an empty library."""
    for number, findings in enumerate(plan.sizes):
        series = _series(number)
        library.studies.record([_known(series, number)], _BEGUN + timedelta(days=number))
        result, run = _analysed(library, series, findings)
        library.ledger.append(tuple(_events(run, result, random.Random(number))))


def stack_of(number: int) -> SeriesReference:
    """Return the stack of study `number`."""
    return SeriesReference(f"2.25.{7000 + number}", f"2.25.{7000 + number}.1")


def _series(number: int) -> SeriesDescription:
    reference = stack_of(number)
    planes = tuple(
        ImagePlane(
            position=PatientPoint(-180.0, -170.0, -300.0 + _STEP_MM * index),
            along_row=(1.0, 0.0, 0.0),
            along_column=(0.0, 1.0, 0.0),
            row_spacing=_SPACING_MM,
            column_spacing=_SPACING_MM,
        )
        for index in range(_SLICES)
    )
    uid = reference.series_instance_uid
    return SeriesDescription(
        reference=reference,
        modality="CT",
        identity=Identity(patient_name=_NAMES[number % len(_NAMES)], patient_id=f"P{number:05d}"),
        text=StudyText(study_date=f"2026{1 + number % 12:02d}15", study_description="Chest CT"),
        instances=tuple(InstanceReference(f"{uid}.{index + 1}") for index in range(_SLICES)),
        rows=_SIDE,
        columns=_SIDE,
        geometry=VolumeGeometry(planes, _SIDE, _SIDE),
        spacing_source=SpacingSource.PIXEL_SPACING,
        pixel_spacing=(_SPACING_MM, _SPACING_MM),
        slice_thickness=_STEP_MM,
    )


def _known(series: SeriesDescription, number: int) -> KnownStudy:
    paths = tuple(f"archive/{number:05d}/{index:04d}.dcm" for index in range(_SLICES))
    known = KnownSeries(
        reference=series.reference,
        modality=series.modality,
        description="Thorax 2.5 mm",
        instance_count=_SLICES,
        first_sop_instance_uid=series.instances[0].sop_instance_uid,
        paths=paths,
    )
    return KnownStudy(
        study_instance_uid=series.reference.study_instance_uid,
        identity=series.identity,
        text=series.text,
        series=(known,),
    )


def _analysed(
    library: Library, series: SeriesDescription, findings: int
) -> tuple[AnalysisResult, Run]:
    uid = series.reference.study_instance_uid.replace(".", "")
    at = _BEGUN + timedelta(minutes=int(uid[-4:]))
    name = library.blobs.put(_answer(series, findings))
    job = Job(
        uid=uid,
        endpoint="lung-nodule",
        series=series.reference,
        service="local/0",
        created=at,
        changed=at,
        input_hash=uid,
        state=JobState.DONE,
        request_id=f"REQ-{uid}",
        answer_hash=name,
    )
    library.jobs.add(job, series, uid)
    result = library.runs.parsed(uid, job.endpoint, name)
    run = Run(
        uid=uid,
        endpoint=job.endpoint,
        series=series.reference,
        state=RunState.DONE,
        service=job.service,
        started=at,
        finished=at,
        answer_hash=name,
    )
    with library.database.transaction():
        library.runs.add(run)
        FindingIndex(library.database).add_run(run.uid, run.series, result.findings)
    return result, run


def _answer(series: SeriesDescription, findings: int) -> bytes:
    """Return what a service answers that found so much: the gateway's envelope."""
    chance = random.Random(findings)
    elements = [_element(series, number, chance) for number in range(findings)]
    entry = {
        "Report": "双肺多发结节",
        "SeriesInstanceUid": series.reference.series_instance_uid,
        "Spacing": f"[{_SPACING_MM},{_SPACING_MM},{_STEP_MM}]",
        "Origin": "[-180.0,-170.0,-300.0]",
        "Elements": elements,
    }
    result = json.dumps({"Series": [entry]}, ensure_ascii=False)
    data = {"JobId": "REQ", "Status": "PROCESS_SUCCESS", "Result": result}
    body = {"ret_code": 0, "remark": "success", "RequestId": "REQ", "Data": data}
    envelope = {"showapi_res_code": 0, "showapi_res_error": "", "showapi_fee_num": 1}
    return json.dumps({**envelope, "showapi_res_body": body}, ensure_ascii=False).encode()


def _element(series: SeriesDescription, number: int, chance: random.Random) -> dict[str, str]:
    x, y, index = chance.randrange(60, 450), chance.randrange(60, 450), number % _SLICES
    diameter = 3.0 + 12.0 * chance.random()
    return {
        "Category": _CATEGORIES[number % len(_CATEGORIES)],
        "Confidence": f"{chance.uniform(0.3, 1.0):.3f}",
        "Diameter": f"{diameter:.2f}",
        "ImageX": str(x),
        "ImageY": str(y),
        "ImageZ": str(index),
        "Lobe": chance.choice(("up", "middle", "down")),
        "Lung": chance.choice(("left", "right")),
        "MeanValue": f"{chance.uniform(-700.0, 60.0):.1f}",
        "SOPInstanceUID": series.instances[index].sop_instance_uid,
        "Volume": f"{math.pi / 6.0 * diameter**3:.1f}",
        "X": f"{-180.0 + _SPACING_MM * x:.2f}",
        "Y": f"{-170.0 + _SPACING_MM * y:.2f}",
        "Z": f"{-300.0 + _STEP_MM * index:.2f}",
    }


def _events(run: Run, result: AnalysisResult, chance: random.Random) -> Iterator[LedgerEvent]:
    """Yield what a reader did, finding by finding."""
    at = run.finished
    for finding in result.findings:
        image = (ImageEvidence(finding.placement.instance.sop_instance_uid, 0, "c0ffee" * 10),)
        standing = UNTOUCHED
        for action, after in _course(finding, chance):
            at += timedelta(seconds=2)
            yield LedgerEvent(
                stack=run.series,
                action=action,
                user="Dr Reader",
                at=at,
                program="1.0.0",
                run_uid=run.uid,
                finding_uid=finding.uid,
                before=standing,
                after=after,
                images=image,
                step=f"{chance.getrandbits(128):032x}",
            )
            standing = after


def _course(finding: Finding, chance: random.Random) -> tuple[tuple[Action, Standing], ...]:
    accepted = replace(UNTOUCHED, decision=Decision.ACCEPTED)
    moved = replace(accepted, placement=finding.placement, category=NoduleCategory.SOLID)
    if chance.random() < 0.5:
        return (
            (Action.ACCEPT, accepted),
            (Action.EDIT, moved),
            (Action.COMMENT, replace(moved, comment="见既往检查")),
        )
    rejected = replace(UNTOUCHED, decision=Decision.REJECTED, reason=RejectReason.DUPLICATE)
    return ((Action.ACCEPT, accepted), (Action.EDIT, moved), (Action.REJECT, rejected))


def made(folder: Path, plan: Plan) -> None:
    """Make the library of that folder."""
    from viewer.foundation.folders import Folders
    from viewer.jobs.library import open_library

    folders = Folders.from_environment({"VIEWER_HOME": str(folder)})
    with open_library(folders) as library:
        fill(library, plan)
