"""The files of a cephalogram: tracing, marked film, landmarks and analyses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.export.analyses_json import write_cephalometry
from viewer.export.ceph_figure import TracingOnPaper, write_tracing_pdf, write_tracing_png
from viewer.export.ceph_tables import write_ceph_csv, write_ceph_xlsx
from viewer.export.report_words import disclaimer
from viewer.ui.dialogs.export import ExportPart

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from viewer.export.ceph_measured import MeasuredFilm
    from viewer.export.figure import FigureRequest


def write_cephalogram(
    folder: Path, parts: Collection[ExportPart], measured: MeasuredFilm, figure: FigureRequest
) -> list[Path]:
    """Write what was chosen of a cephalogram; returns the files. Raises CannotWrite."""
    tracing = TracingOnPaper(
        figure,
        measured.film.face.points,
        QCoreApplication.translate("CephExport", "Cephalometric tracing"),
        disclaimer(),
    )
    written: list[Path] = []
    if ExportPart.TRACING in parts:
        written.append(folder / "tracing.png")
        write_tracing_png(written[-1], tracing)
    if ExportPart.TRACING_PDF in parts:
        written.append(folder / "tracing.pdf")
        write_tracing_pdf(written[-1], tracing)
    if ExportPart.CEPH_XLSX in parts:
        written.append(folder / "cephalometry.xlsx")
        write_ceph_xlsx(written[-1], measured)
    if ExportPart.CEPH_CSV in parts:
        written += write_ceph_csv(folder, measured)
    if ExportPart.CEPH_JSON in parts:
        written.append(folder / "cephalometry.json")
        write_cephalometry(written[-1], measured)
    return written
