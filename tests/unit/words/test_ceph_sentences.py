"""Every sentence about a measure, by moving one landmark the way that must make it true.

The face itself is made the norm, so that whatever moves is too low or too high.
"""

from dataclasses import replace
from typing import NamedTuple

import pytest

from tests.ceph_builders import PIXEL_MM, film_points
from viewer.domain.cephalometry.analyses import NORM_SETS, Row, analysed, custom
from viewer.domain.cephalometry.axes import Axis, Direction, Saying
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.domain.cephalometry.norms import Norm, NormSet, Person
from viewer.geometry.points import ImagePoint
from viewer.words.cephalometry import row_words, saying_words

SOURCE = NORM_SETS["steiner-chinese"].source
FURTHER_MM = {"PM": (62.6, 92.5), "DC": (-12.0, 27.0), "FA": (77.0, 68.0)}
FORWARD, BACK, DOWN, UP = (5.0, 0.0), (-5.0, 0.0), (0.0, 5.0), (0.0, -5.0)


class Move(NamedTuple):
    """A landmark, how it moves (mm forward, mm down), and what is true then and of the opposite."""

    code: str
    point: str
    by: tuple[float, float]
    then: str
    opposite: str


def moves(text: str, by: tuple[float, float], then: str, opposite: str) -> list[Move]:
    """`text` is pairs of a measure's code and the landmark that moves, split by `;`."""
    pairs = [part.strip().rsplit(" ", 1) for part in text.split(";")]
    return [Move(code, point, by, then, opposite) for code, point in pairs]


MOVES: list[Move] = [
    *moves(
        "SNA A; FH-NA A; A-Nperp A", FORWARD, "upper jaw stands forward", "upper jaw is set back"
    ),
    *moves(
        "SNB B; SND D; FH-NPog Pog; Pog-Nperp Pog; SL Pog",
        FORWARD,
        "lower jaw stands forward",
        "lower jaw is set back",
    ),
    *moves("ANB A; Wits A; AB-NPog A; APDI A", FORWARD, "skeletal Class II:", "Class III"),
    *moves("ANB B; Wits B; AB-NPog B; APDI B", BACK, "skeletal Class II:", "Class III"),
    *moves("NA-APog A; A-NPog A", FORWARD, "profile is convex", "profile is concave"),
    *moves("Pog-NB Pog", FORWARD, "chin is prominent", "chin is flat"),
    *moves("Co-A A; Ptm-A A; ANS-Ptm ANS", FORWARD, "upper jaw is long", "upper jaw is short"),
    *moves("S-Ptm Ptm", FORWARD, "lies far forward", "lies far back"),
    *moves("Co-Gn Gn; Co-Pog Pog", FORWARD, "lower jaw is long", "lower jaw is short"),
    *moves("CoGn-CoA Gn", FORWARD, "lower jaw is long for the upper", "short for the upper"),
    *moves(
        "Go-Pog(Go1-Me) Pog; Go-Me(Go) Me; Go-Me(Go1) Me",
        FORWARD,
        "body of the lower jaw is long",
        "body of the lower jaw is short",
    ),
    *moves("S-N N", FORWARD, "anterior cranial base is long", "anterior cranial base is short"),
    *moves("S-Ar Ar", DOWN, "posterior cranial base is long", "posterior cranial base is short"),
    *moves(
        "SN/GoMe(Go) Me; SN/GoMe(Go1) Me",
        FORWARD,
        "body of the lower jaw is long for",
        "body of the lower jaw is short for",
    ),
    *moves("SE Pcd; S-Co Co", BACK, "far back from the sella", "close to the sella"),
    *moves(
        "FMA(Go-Me) Me; FMA(Go1-Me) Me; FMA(Go-Gn) Gn; "
        "MP-SN(Go-Me) Me; MP-SN(Go1-Me) Me; GoGn-SN Gn",
        DOWN,
        "High angle",
        "Low angle",
    ),
    *moves("PP-FH ANS", DOWN, "tipped down in front", "tipped up in front"),
    *moves("PP-GoGn Gn", DOWN, "jaws diverge", "jaws converge"),
    *moves("OP-FH U1; OP-SN U1", DOWN, "occlusal plane is steep", "occlusal plane is flat"),
    *moves(
        "Y axis Gn; Y axis-SN Gn; NBa-PtGn Gn; Bjork sum(Go) Me; Bjork sum(tangents) Me; "
        "PFH/AFH Me",
        DOWN,
        "face grows downward",
        "face grows forward",
    ),
    *moves(
        "S-Go/N-Me(straight) Go; S-Go/N-Me(FH) Go", DOWN, "face grows forward", "grows downward"
    ),
    *moves("MP-NPog(Go-Me) Me; MP-NPog(Go1-Me) Me", DOWN, "tapers to the chin", "face is square"),
    *moves("Mandibular arc PM", UP, "lower jaw is square", "lower jaw is bent open"),
    *moves("ODI Me", DOWN, "skeletal open bite", "skeletal deep bite"),
    *moves(
        "LFH PM; ANS-Me Me; AFH Me; ANS-Me/N-Me(straight) Me; ANS-Me/N-Me(FH) Me",
        DOWN,
        "lower face is tall",
        "lower face is short",
    ),
    *moves("N-ANS ANS; N-ANS/N-Me ANS", DOWN, "upper face is tall", "upper face is short"),
    *moves("N-Me Me", DOWN, "face is tall in front", "face is short in front"),
    *moves("S-Go(straight) Go; S-Go(FH) Go", DOWN, "tall behind", "short behind"),
    *moves("N-S-Ar Ar", BACK, "takes the lower jaw back", "brings the lower jaw forward"),
    *moves("S-Ar-Go(Go) Go; S-Ar-Go(Go2) Go2", FORWARD, "jaw comes forward", "jaw goes back"),
    *moves("Ar-Go-Me(Go) Me; Ar-Go-Me(tangents) Me", DOWN, "jaw is open", "jaw is square"),
    *moves("Ar-Go-N(Go) N; Ar-Go-N(tangents) N", FORWARD, "tends forward", "tends downward"),
    *moves("N-Go-Me(Go) Me; N-Go-Me(tangents) Me", DOWN, "runs steeply down", "runs flat"),
    *moves(
        "PFH Go1; Co-Go(straight) Go; Co-Go(Ar-Go2) Go; Ar-Go(Go) Go; Ar-Go(Go2) Go2",
        DOWN,
        "ramus is tall",
        "ramus is short",
    ),
    *moves(
        "S-Ar/Ar-Go(Go) Go; S-Ar/Ar-Go(Go2) Go2", DOWN, "ramus is tall for", "ramus is short for"
    ),
    *moves("U1-L1 U1; U1-L1 L1", FORWARD, "incisors lean forward", "incisors stand upright"),
    *moves(
        "U1-SN U1; U1-NA U1", FORWARD, "upper incisors are labially", "upper incisors are lingually"
    ),
    *moves(
        "U1-SN U1A; U1-NA U1A", BACK, "upper incisors are labially", "upper incisors are lingually"
    ),
    *moves(
        "U1-NA mm U1; U1-APog U1; U1-A U1",
        FORWARD,
        "upper incisors protrude",
        "upper incisors are set",
    ),
    *moves(
        "L1-NB L1; L1-APog L1; IMPA(Go-Me) L1; IMPA(Go1-Me) L1; IMPA(Go1-Me minus 90) L1; "
        "FMIA L1; L1-OP(full) L1; L1-OP(minus 90) L1",
        FORWARD,
        "lower incisors are labially",
        "lower incisors are lingually",
    ),
    *moves(
        "L1-NB mm L1; L1-APog mm L1", FORWARD, "lower incisors protrude", "lower incisors are set"
    ),
    *moves("U1-PP U1", DOWN, "upper incisors are erupted too", "upper incisors are not"),
    *moves("U6-PP U6", DOWN, "upper molars are erupted too", "upper molars are not"),
    *moves(
        "L1-MP mm(Go-Me) L1; L1-MP mm(Go1-Me) L1",
        UP,
        "lower incisors are erupted too",
        "lower incisors are not",
    ),
    *moves(
        "L6-MP mm(Go-Me) L6; L6-MP mm(Go1-Me) L6",
        UP,
        "lower molars are erupted too",
        "lower molars are not",
    ),
    *moves("Ptm-U6 U6", FORWARD, "molars stand far forward", "molars stand far back"),
    *moves("Overjet U1", FORWARD, "overjet is large", "overjet is small"),
    *moves("Overbite U1", DOWN, "bite is deep", "overbite is small"),
    *moves(
        "UL-E UL'; UL-SnPog' UL'; H UL'", FORWARD, "upper lip protrudes", "upper lip is set back"
    ),
    *moves(
        "LL-E LL'; LL-SnPog' LL'; Li-H Li", FORWARD, "lower lip protrudes", "lower lip is set back"
    ),
    *moves("Z LL'", FORWARD, "lips protrude", "lips are set back"),
    *moves(
        "Cm-Sn-UL' UL'", FORWARD, "acute: the upper lip protrudes", "obtuse: the upper lip is set"
    ),
    *moves("Lip strain UL'", FORWARD, "upper lip is thick", "upper lip is thin"),
    *moves("Sn-Stms Stms", DOWN, "upper lip is long", "upper lip is short"),
    *moves("Stms-Stmi Stmi", DOWN, "lips stand apart", "lips overlap"),
    *moves("Stms-U1 U1", DOWN, "much of the upper incisors", "little of the upper incisors"),
    *moves("Sn-Stms/Stmi-Me' Stms", DOWN, "lip is long for lower", "lip is short for lower"),
    *moves("G-Sn-Pog' Sn; N'-Sn-Pog' Sn", FORWARD, "profile is convex", "profile is concave"),
    *moves(
        "FH-N'Pog' Pog'; N'vert-Pog' Pog'; Gvert-Pog' Pog'",
        FORWARD,
        "chin stands forward",
        "chin is set back",
    ),
    *moves("N'vert-Sn Sn; Gvert-Sn Sn", FORWARD, "nose stands forward", "nose is set back"),
    *moves("Prn-Sn Prn", FORWARD, "nose is prominent", "nose is flat"),
    *moves("A'-UL' A'; Sn-H Sn", BACK, "upper lip is deep", "upper lip is shallow"),
    *moves("Si-H Si; Si-LL'Pog' Si", BACK, "chin is deep", "chin is shallow"),
    *moves("Pog-Pog' Pog'", FORWARD, "chin is thick", "chin is thin"),
    *moves("G-Sn/Sn-Me' Sn", DOWN, "third of the face is short", "third of the face is long"),
    *moves("Sn-Gn'-C C", DOWN, "throat is blunt", "throat is sharp"),
    *moves("Sn-Gn'/C-Gn' C", FORWARD, "throat is short", "throat is long"),
]
WITHOUT_DIRECTION = {"PP-FH(acute)"}


def a_face() -> Face:
    further = {
        code: ImagePoint((x + 50) / PIXEL_MM, (y + 60) / PIXEL_MM)
        for code, (x, y) in FURTHER_MM.items()
    }
    return face_of(film_points() | further, (PIXEL_MM, PIXEL_MM))


def moved(point: str, by: tuple[float, float], times: float) -> Face:
    face = a_face()
    x, y = face.points[point]
    return face.moved(point, ImagePoint(x + times * by[0] / PIXEL_MM, y + times * by[1] / PIXEL_MM))


def row_of(face: Face, code: str) -> Row:
    """The line of a face in a table whose norm is the face that nobody moved."""
    own = measured(a_face(), code)
    assert own is not None
    norms = NormSet("own", SOURCE, (Norm(code, own.value, 0.01, SOURCE),))
    return analysed(face, custom("one", "One", [code]), norms, Person())[0]


def test_every_measure_is_moved() -> None:
    assert {move.code for move in MOVES} == set(MEASURES) - WITHOUT_DIRECTION


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.code} by {move.point}")
def test_a_landmark_moved_makes_the_sentence_true_that_is_said(move: Move) -> None:
    said = row_words(row_of(moved(move.point, move.by, 1.0), move.code))
    said_of_opposite = row_words(row_of(moved(move.point, move.by, -1.0), move.code))

    assert move.then in said
    assert move.opposite in said_of_opposite


@pytest.mark.parametrize("code", MEASURES)
def test_a_value_at_its_norm_is_called_normal(code: str) -> None:
    row = row_of(a_face(), code)

    assert row.direction is Direction.NORMAL
    assert row.deviation_sd == pytest.approx(0.0)
    assert row.saying == (MEASURES[code].axis, Direction.NORMAL)


def test_every_sentence_is_there_once() -> None:
    sentences = [saying_words(Saying(axis, way)) for axis in Axis for way in Direction]

    assert all(sentences)
    assert len(set(sentences)) == len(sentences)


def test_a_line_says_why_it_has_no_value() -> None:
    nothing = NORM_SETS["steiner-chinese"]
    sna, pog_nb = custom("own", "Own", ["SNA"]), custom("own", "Own", ["Pog-NB"])
    uncalibrated = face_of(film_points())

    lost = analysed(a_face().without("A"), sna, nothing, Person())[0]
    bare = analysed(uncalibrated, pog_nb, nothing, Person())[0]
    folded = analysed(a_face().moved("N", a_face().points["S"]), sna, nothing, Person())[0]

    assert row_words(lost) == "Not measured: A missing"
    assert row_words(bare) == "Not measured: the film is not calibrated"
    assert row_words(folded) == "Not measured: landmarks coincide"


def test_without_a_norm_nothing_is_said() -> None:
    row = analysed(a_face(), custom("own", "Own", ["SNA"]), None, Person())[0]

    assert row.value == pytest.approx(83.0, abs=0.05)
    assert row_words(row) == ""
    assert row_words(replace(row, direction=None)) == ""
