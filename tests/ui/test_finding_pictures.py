"""The pictures that an export makes of the findings."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.app.exporting import write_export
from viewer.ui.dialogs.export import ExportChoice, ExportPart


def test_each_finding_is_drawn_whatever_the_filters_hide_just_now(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    def pictures(bench: Bench, name: str) -> list[bytes]:
        subject = bench.wired.exporting._subject(hides_identity=True)
        choice = ExportChoice(frozenset({ExportPart.FINDINGS}), str(tmp_path / name), False)
        return [path.read_bytes() for path in write_export(subject, choice, b"")]

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        shown = pictures(bench, "shown")
        viewport = bench.wired.image.viewport
        uids = frozenset(finding.uid for finding in bench.wired.reviewing.session.findings)
        for filters in ({"hidden_uids": uids}, {"minimum_confidence": 0.99}, {"is_visible": False}):
            viewport.set_overlay(replace(viewport.state.overlay, **filters))
            assert pictures(bench, "filtered") == shown

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="12", ImageY="8"))))
