"""Results with parts, made in memory: what each of the services' answers amounts to."""

from dataclasses import replace

import numpy as np

from viewer.domain import codes
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import (
    Finding,
    FindingKind,
    Lobe,
    Lung,
    NoduleCategory,
    Placement,
    Side,
    Site,
)
from viewer.domain.measurement import Measurement
from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    Level,
    PartFile,
    PartKind,
    PartState,
    ResultPart,
    Share,
)
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.series import SeriesDescription
from viewer.geometry.mask import MaskVolume
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, MarkerRegion, MaskRegion, Region


def placed(series: SeriesDescription, slice_index: int, region: Region) -> Placement:
    """Return a place on one image of a series."""
    return Placement(series.instances[slice_index], slice_index, region)


def box(left: float, top: float, right: float, bottom: float) -> BoxRegion:
    """Return a box by its edges."""
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom))


def blob(
    series: SeriesDescription, slices: range, centre: tuple[float, float], radius: float
) -> MaskRegion:
    """Return a ball's worth of marked pixels around a place, largest in the middle."""
    rows, columns = np.mgrid[0 : series.rows, 0 : series.columns] + 0.5
    middle = (slices.start + slices.stop - 1) / 2
    half = max(1.0, len(slices) / 2)
    away = np.hypot(columns - centre[0], rows - centre[1])
    wavy = 1 + 0.18 * np.sin(5 * np.arctan2(rows - centre[1], columns - centre[0]))
    images = []
    for index in slices:
        share = max(0.2, 1 - ((index - middle) / half) ** 2) ** 0.5
        images.append((index, away < radius * share * wavy))
    return MaskRegion(MaskVolume.of(images))


def a_mask_finding(
    number: int, kind: FindingKind, series: SeriesDescription, region: MaskRegion
) -> Finding:
    """Return a finding that is a mask, with the volume that the viewer measured."""
    largest = region.mask.largest
    assert largest is not None
    volume = Measurement("volume", codes.VOLUME, 37.4, codes.MILLILITRE)
    return Finding(
        uid=f"mask-{number}",
        number=number,
        kind=kind,
        placement=placed(series, largest.index, region),
        measurements=(volume,) if kind is FindingKind.OPACITY else (),
    )


def a_lesion(number: int, score: float, place: Placement) -> Finding:
    """Return one calcified lesion with score and volume."""
    return Finding(
        uid=f"calcium-{number}",
        number=number,
        kind=FindingKind.CALCIFICATION,
        placement=place,
        measurements=(
            Measurement("score", codes.AGATSTON, score, codes.NO_UNIT),
            Measurement("volume", codes.VOLUME, score * 0.8, codes.CUBIC_MILLIMETRE),
        ),
    )


def a_rib(number: int, rib: int, side: Side, place: Placement, confidence: float) -> Finding:
    """Return a rib fracture."""
    return Finding(
        uid=f"rib-{number}",
        number=number,
        kind=FindingKind.RIB_FRACTURE,
        placement=place,
        confidence=confidence,
        site=Site(side=side, rib=rib),
        evaluations=(Evaluation(Scale.FRACTURE_CATEGORY, "displaced"),),
        fields=(("FractureId", str(number)), ("FractureConfidence", str(confidence))),
    )


def a_hip(number: int, grade: str, region: BoxRegion, series: SeriesDescription, **more) -> Finding:
    """Return a fracture of the femoral neck."""
    return Finding(
        uid=f"hip-{number}",
        number=number,
        kind=FindingKind.HIP_FRACTURE,
        placement=placed(series, 0, region),
        evaluations=(Evaluation(Scale.GARDEN, grade),),
        **more,
    )


def a_knee(number: int, said: Evaluation, region: BoxRegion, series: SeriesDescription) -> Finding:
    """Return a knee with its grade, or why it has none."""
    return Finding(
        uid=f"knee-{number}",
        number=number,
        kind=FindingKind.KNEE,
        placement=placed(series, 0, region),
        confidence=0.88,
        evaluations=(said,),
    )


def a_disc(number: int, level: str, place: Placement, *states: str) -> Finding:
    """Return a disc or, by its name, a vertebra, with its states."""
    is_disc = "-" in level
    scale = Scale.DISC if is_disc else Scale.VERTEBRA
    return Finding(
        uid=f"spine-{number}",
        number=number,
        kind=FindingKind.DISC if is_disc else FindingKind.VERTEBRA,
        placement=place,
        site=Site(level=level),
        evaluations=tuple(Evaluation(scale, state) for state in states),
    )


def calcium_part(score: float = 131.4) -> ResultPart:
    """Return the calcium of a run."""
    return ResultPart(
        kind=PartKind.CALCIUM,
        state=PartState.FOUND if score else PartState.NONE,
        figures=(
            Figure(FigureKind.AGATSTON, score, codes.NO_UNIT),
            Figure(FigureKind.VOLUME_SCORE, score * 0.8, codes.CUBIC_MILLIMETRE),
        ),
        files=(PartFile(FileRole.CALCIUM_MASK, "CACS.ResultUrl"),),
    )


def pneumonia_part() -> ResultPart:
    """Return the pneumonia of a run: three probabilities, two sizes."""
    return ResultPart(
        kind=PartKind.PNEUMONIA,
        state=PartState.FOUND,
        figures=(
            Figure(FigureKind.LESION_RATIO, 0.0123, codes.RATIO),
            Figure(FigureKind.MASK_VOLUME, 37.4, codes.MILLILITRE, is_own=True),
        ),
        shares=(Share("new", 0.62), Share("normal", 0.3), Share("other", 0.08)),
        files=(PartFile(FileRole.LESION_MASK, "Covid.Mask"),),
    )


def a_nodule_of(series: SeriesDescription, number: int, slice_index: int) -> Finding:
    """Return a solid nodule in the middle of an image."""
    region = MarkerRegion(ImagePoint(series.columns * 0.3, series.rows * 0.45), 8.0)
    return Finding(
        uid=f"nodule-{number}",
        number=number,
        kind=FindingKind.NODULE,
        placement=placed(series, slice_index, region),
        confidence=0.91,
        category=NoduleCategory.SOLID,
        site=Site(Lung.RIGHT, Lobe.LOWER),
        measurements=(Measurement("diameter", codes.DIAMETER, 8.0, codes.MILLIMETRE),),
    )


def a_chest_result(series: SeriesDescription) -> AnalysisResult:
    """Return what chest screening says: nodules and calcium found, ribs none, pneumonia found."""
    middle = len(series.instances) // 2
    width, height = series.columns, series.rows
    near = range(max(0, middle - 4), min(len(series.instances), middle + 5))
    plaque = blob(series, near, (width * 0.55, height * 0.42), width * 0.015)
    opacity = blob(series, near, (width * 0.7, height * 0.6), width * 0.08)
    lesion = placed(
        series, middle, MarkerRegion(ImagePoint(width * 0.55, height * 0.42), width * 0.01)
    )
    findings = (
        a_nodule_of(series, 1, middle),
        a_lesion(2, 112.3, lesion),
        a_mask_finding(3, FindingKind.CALCIFICATION, series, plaque),
        a_mask_finding(4, FindingKind.OPACITY, series, opacity),
    )
    nodules = ResultPart(kind=PartKind.NODULES, state=PartState.FOUND)
    ribs = ResultPart(kind=PartKind.RIB_FRACTURES, state=PartState.MISSING)
    return AnalysisResult(
        "chest-ct",
        RunState.DONE,
        findings,
        parts=(nodules, calcium_part(), pneumonia_part(), ribs),
    )


def a_single(endpoint: str, part: ResultPart, *findings: Finding) -> AnalysisResult:
    """Return a result of one part."""
    state = RunState.DONE if part.state is PartState.FOUND else RunState.NONE
    return AnalysisResult(endpoint, state, findings, parts=(part,))


def a_hip_result(series: SeriesDescription) -> AnalysisResult:
    """Return a certain and a doubtful fracture on one film."""
    width, height = series.columns, series.rows
    sure = box(width * 0.2, height * 0.35, width * 0.36, height * 0.55)
    doubtful = box(width * 0.66, height * 0.36, width * 0.8, height * 0.55)
    return a_single(
        "hip-fracture",
        ResultPart(kind=PartKind.HIP, state=PartState.FOUND),
        a_hip(1, "3", sure, series, confidence=0.92, site=Site(side=Side.RIGHT)),
        a_hip(2, "1", doubtful, series, confidence=0.41),
    )


def a_knee_result(series: SeriesDescription) -> AnalysisResult:
    """Return both knees of a film: one graded, one operated on."""
    width, height = series.columns, series.rows
    graded = Evaluation(Scale.KELLGREN_LAWRENCE, "3")
    operated = Evaluation(Scale.KNEE_FILM, "operated")
    return a_single(
        "knee-kl",
        ResultPart(kind=PartKind.KNEES, state=PartState.FOUND),
        a_knee(1, graded, box(width * 0.1, height * 0.3, width * 0.45, height * 0.7), series),
        a_knee(2, operated, box(width * 0.55, height * 0.3, width * 0.9, height * 0.7), series),
    )


_SPINE = (
    ("L1", ("normal",)),
    ("L1-L2", ("normal",)),
    ("L2", ("normal",)),
    ("L2-L3", ("degeneration",)),
    ("L3", ("normal",)),
    ("L3-L4", ("degeneration", "asymmetric-bulge")),
    ("L4", ("degeneration",)),
    ("L4-L5", ("circumferential-bulge", "protrusion")),
    ("L5", ("normal",)),
    ("L5-S1", ("extrusion",)),
)


def a_spine_result(series: SeriesDescription) -> AnalysisResult:
    """Return a lumbar spine from top to bottom."""
    middle = len(series.instances) // 2
    findings, levels = [], []
    for number, (level, states) in enumerate(_SPINE, start=1):
        row = series.rows * (0.1 + 0.08 * number)
        place = placed(series, middle, MarkerRegion(ImagePoint(series.columns * 0.5, row)))
        finding = a_disc(number, level, place, *states)
        findings.append(finding)
        levels.append(Level(level, finding.kind, finding.evaluations, finding.uid))
    unplaced = Level("S1", FindingKind.VERTEBRA, (Evaluation(Scale.VERTEBRA, "other"),))
    part = ResultPart(kind=PartKind.SPINE, state=PartState.FOUND, levels=(*levels, unplaced))
    return a_single("lumbar-mri", part, *findings)


def a_skin_result() -> AnalysisResult:
    """Return seven probabilities and no place."""
    names = (
        ("roseola", 0.05),
        ("eczema", 0.71),
        ("varicella", 0.04),
        ("urticaria", 0.12),
        ("impetigo", 0.03),
        ("erythema-infectiosum", 0.03),
        ("scarlet-fever", 0.02),
    )
    shares = tuple(Share(*share) for share in names)
    return a_single("skin", ResultPart(kind=PartKind.SKIN, state=PartState.FOUND, shares=shares))


def a_registration_result() -> AnalysisResult:
    """Return two files and nothing else."""
    files = (
        PartFile(FileRole.REGISTERED_DICOM, "[0].DUrl"),
        PartFile(FileRole.REGISTERED_NIFTI, "[0].NUrl"),
    )
    part = ResultPart(kind=PartKind.REGISTRATION, state=PartState.FOUND, files=files)
    return a_single("ct-registration", part)


def of_every_region(series: SeriesDescription) -> tuple[Finding, ...]:
    """Return one finding of each shape on the middle image."""
    result = a_chest_result(series)
    nodule, lesion, plaque, _ = result.findings
    middle = nodule.placement.slice_index
    boxed = replace(
        lesion, uid="boxed", number=9, placement=placed(series, middle, box(10.5, 11, 30, 40.25))
    )
    return nodule, plaque, boxed
