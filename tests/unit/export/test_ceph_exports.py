"""The files of a cephalogram: values, landmarks, the tracing; no lengths without a scale."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO

import pytest
from PySide6.QtGui import QColor, QImage

from tests.ceph_builders import CALIBRATED, SERIES, film_points, landmarks, ruler
from tests.unit.export.test_xlsx import read
from tests.viewport_builders import a_description, a_volume
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, custom
from viewer.domain.cephalometry.face import face_of
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.landmark_errors import overridden
from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.domain.review import Review
from viewer.domain.standing import Decision, Standing
from viewer.export.analyses_json import analyses_json, cephalometry_document, write_cephalometry
from viewer.export.ceph_figure import TracingOnPaper, write_tracing_pdf, write_tracing_png
from viewer.export.ceph_measured import Chosen, MeasuredFilm, measured_film
from viewer.export.ceph_tables import write_ceph_csv, write_ceph_xlsx
from viewer.export.figure import FigureRequest
from viewer.export.report_ceph import norm_sources
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.grey.window import Window
from viewer.overlay.tracing import compose_tracing
from viewer.words.ceph_view import value_text

NOTHING = Review("run")


def measured(series=CALIBRATED, findings=None, chosen: Chosen | None = None) -> MeasuredFilm:
    found = measured_film(findings or landmarks(), NOTHING, series, chosen or Chosen())
    assert found is not None
    return found


def test_every_analysis_has_its_values_in_the_document() -> None:
    rows = analyses_json(measured())
    sna = next(row for row in rows if (row["analysis"], row["code"]) == ("steiner", "SNA"))

    assert {row["analysis"] for row in rows} == set(ANALYSES)
    assert sna["value"] == pytest.approx(83.0, abs=0.05)
    assert sna["unit"] == "deg"
    assert sna["norm"]["mean"] == 82.8
    assert sna["norm"]["sd"] == 4.0
    assert sna["norm"]["source"]
    assert sna["deviation_sd"] == pytest.approx(0.05, abs=0.02)
    assert 0.3 < sna["uncertainty_sd"] < 4


def test_norms_that_may_not_fit_or_are_doubted_say_so_in_the_document() -> None:
    child = measured(chosen=Chosen(person=Person(10.0)))
    rows = {(row["analysis"], row["code"]): row["norm"] for row in analyses_json(child)}

    assert rows["steiner", "SNA"]["mismatches"] == ["ages-unstated"]
    assert rows["steiner", "SNA"]["evidence"] == "table"
    assert rows["burstone", "Gvert-Pog'"]["is_doubtful"]
    assert not rows["burstone", "Gvert-Sn"]["is_doubtful"]


def test_norms_that_may_not_fit_say_so_in_the_table(tmp_path) -> None:
    write_ceph_csv(tmp_path, measured(chosen=Chosen(person=Person(10.0))))
    said = (tmp_path / "cephalometry.csv").read_text(encoding="utf-8-sig").splitlines()

    assert "still growing" in next(line for line in said if line.startswith("Steiner,SNA,"))


def test_own_errors_of_landmarks_count_in_the_files() -> None:
    worse = measured(chosen=Chosen(errors=overridden({"A": (5.0, 5.0)})))

    assert worse.errors["SNA"] > 2 * measured().errors["SNA"]
    assert worse.errors["SNB"] == measured().errors["SNB"]


def test_the_report_names_the_norms_of_another_paper_and_the_doubtful_ones() -> None:
    tweed = norm_sources(measured(chosen=Chosen("tweed")).shown)
    burstone = norm_sources(measured(chosen=Chosen("burstone")).shown)

    assert len(tweed) == 2
    assert tweed[1].startswith("OP–FH, Z, AFH, PFH, PFH/AFH: Tweed-Merrifield")
    assert burstone[1].startswith("Gvert–Pog': Out of line")


def test_a_value_exists_only_where_all_its_landmarks_do() -> None:
    findings = tuple(f for f in landmarks() if f.site.landmark != "A")
    film = measured(findings=findings)
    codes = {row["code"] for row in analyses_json(film)}
    missing = {row["code"]: row["missing"] for row in cephalometry_document(film)["not_measured"]}

    assert "SNA" not in codes
    assert "SNB" in codes
    assert missing["SNA"] == ["A"]
    assert film.origins["A"] is LandmarkOrigin.MISSING


def test_a_rejected_landmark_does_not_count() -> None:
    review = replace(NOTHING, standings={"A-uid": Standing(decision=Decision.REJECTED)})
    film = measured_film(landmarks(), review, CALIBRATED)

    assert film is not None
    assert "SNA" not in {row["code"] for row in analyses_json(film)}


def test_without_landmarks_there_is_nothing_to_measure() -> None:
    assert measured_film((), NOTHING, CALIBRATED) is None
    assert analyses_json(None) == []


def test_without_a_scale_no_millimetre_is_anywhere(tmp_path) -> None:
    film = measured(SERIES)
    write_cephalometry(tmp_path / "c.json", film)
    write_ceph_xlsx(tmp_path / "c.xlsx", film)
    tables = write_ceph_csv(tmp_path, film)
    document = (tmp_path / "c.json").read_text(encoding="utf-8")
    said = [line for line in document.splitlines() if '"code"' not in line]  # names, not lengths
    texts = [*said, *(path.read_text(encoding="utf-8") for path in tables)]
    sheets = read((tmp_path / "c.xlsx").read_bytes())
    cells = [str(cell) for rows in sheets.values() for row in rows for cell in row.values()]

    assert not film.is_calibrated
    assert [text for text in (*texts, *cells) if re.search(r"\bmm\b", text)] == []


def test_with_a_ruler_lengths_are_there_and_say_who_calibrated() -> None:
    film = measured(SERIES, (*landmarks(), ruler((0, 0), (800, 0), 100.0)))
    document = cephalometry_document(film)
    wits = next(row for row in document["analyses"] if row["code"] == "Wits")

    assert document["calibration"]["by_reader"] is True
    assert document["calibration"]["mm_per_pixel"] == [0.125, 0.125]
    assert wits["value"] == pytest.approx(-2.74, abs=0.05)
    assert wits["unit"] == "mm"


def test_landmarks_are_relative_to_n_in_the_frame_of_the_face(tmp_path) -> None:
    mirrored = film_points(faces_left=True)
    findings = tuple(
        replace(f, placement=replace(f.placement, region=replace(f.placement.region, point=p)))
        for f, p in zip(landmarks(), mirrored.values(), strict=True)
    )
    for film in (measured(), measured(findings=findings)):
        lines = {line.code: line for line in film.landmarks}
        assert lines["N"][3:] == (0.0, 0.0)
        assert lines["S"].forward == pytest.approx(-69.48, abs=0.01)
        assert lines["S"].downward == pytest.approx(8.53, abs=0.01)


def test_the_workbook_has_a_sheet_for_each_analysis_and_the_landmarks(tmp_path) -> None:
    own = custom("own-1", "Mine", ("SNA", "Wits"))
    write_ceph_xlsx(tmp_path / "c.xlsx", measured(chosen=Chosen(own_sets=(own,))))
    sheets = read((tmp_path / "c.xlsx").read_bytes())
    names = list(sheets)

    assert len(names) == len(ANALYSES) + 3
    assert names[-3:] == ["Mine", "Landmarks", "About"]
    assert len(sheets["Landmarks"]) == 47
    sna = next(row for row in sheets["Steiner"] if row.get("A2") == "SNA" or "SNA" in row.values())
    assert 83.0 in [round(v, 1) for v in sna.values() if isinstance(v, float)]


def test_the_csv_has_a_line_for_each_row_of_each_analysis(tmp_path) -> None:
    film = measured()
    values, points = write_ceph_csv(tmp_path, film)
    lines = list(csv.reader(StringIO(values.read_text(encoding="utf-8-sig"))))

    assert len(lines) == 1 + sum(len(one.rows) for one in film.compared)
    assert len(list(csv.reader(StringIO(points.read_text(encoding="utf-8-sig"))))) == 47


def test_what_a_reader_chose_is_what_is_exported() -> None:
    chosen = Chosen("steiner", NORM_SETS["steiner-original"], Person(30.0, Sex.FEMALE))
    film = measured(chosen=chosen)
    document = json.loads(json.dumps(cephalometry_document(film)))
    sna = next(row for row in document["analyses"] if row["code"] == "SNA")

    assert film.shown.analysis.key == "steiner"
    assert sna["norm"]["set"] == "steiner-original"
    assert document["person"] == {"age_years": 30.0, "sex": "F"}


def tracing() -> TracingOnPaper:
    volume = a_volume(a_description(1, 400, 400, has_geometry=False, modality="DX"))
    points = {c: type(p)(p.column / 4, p.row / 4) for c, p in film_points().items()}
    request = FigureRequest(
        volume=volume,
        slice_index=0,
        grey=GreyState(Window(0.0, 2000.0)),
        curves=compose_tracing(face_of(points)),
    )
    return TracingOnPaper(request, points, "Tracing", "Not for diagnosis")


def test_the_tracing_alone_is_on_white_at_the_source_s_resolution(tmp_path) -> None:
    path = tmp_path / "tracing.png"
    write_tracing_png(path, tracing())
    image = QImage(str(path))

    assert (image.width(), image.height()) == (400, 400)
    assert image.pixelColor(2, 2) == QColor("#ffffff")
    assert len({image.pixel(x, y) for x in range(0, 400, 2) for y in range(0, 400, 2)}) > 5


def test_the_pdf_has_the_film_and_the_tracing(tmp_path) -> None:
    path = tmp_path / "tracing.pdf"
    write_tracing_pdf(path, tracing())

    assert path.read_bytes().count(b"/Type /Page\n") == 2


def test_a_value_has_a_true_minus_and_none_before_zero() -> None:
    assert value_text(-2.74, Unit.MILLIMETRE) == "−2.7 mm"
    assert value_text(-0.01, Unit.MILLIMETRE) == "0.0 mm"
