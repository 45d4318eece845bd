"""Similar cases by commands alone, with the real local service: what a script relies on."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from viewer.cli.main import run

pytestmark = [pytest.mark.process, pytest.mark.timeout(120)]
_SIDES = (240, 300)


@pytest.fixture
def pictures(tmp_path):
    """Six pictures that nobody takes for one another."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(6):
        cv2.imwrite(str(folder / f"p{number}.png"), a_picture(number))
    return folder


def a_picture(seed):
    chance = np.random.default_rng(seed)
    rough = chance.integers(0, 255, (6, 7), np.uint8)
    return cv2.resize(rough, _SIDES[::-1], interpolation=cv2.INTER_CUBIC)


@contextmanager
def served(tmp_path, *more):
    command = [sys.executable, "-m", "viewer", "serve", "--data", str(tmp_path / "data"), *more]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            file = tmp_path / "service.json"
            file.write_text(line, encoding="utf-8")
            yield file
        finally:
            process.terminate()
            process.wait(10)


def similar(*words):
    return run(["similar", *map(str, words)])


def said(capsys):
    return json.loads(capsys.readouterr().out)


def test_databases_of_the_embedded_service_outlive_each_call(pictures, capsys):
    assert similar("db", "create", "knees") == 0
    assert similar("add", "knees", pictures / "p0.png", pictures / "p1.png", "--json") == 0
    added = said(capsys)
    assert similar("list", "knees", "--json") == 0
    listed = said(capsys)
    assert similar("search", "knees", pictures / "p1.png", "--limit", "1") == 0
    (match,) = said(capsys)["matches"]

    ids = [image["entity_id"] for image in added["images"]]
    assert sorted(image["entity_id"] for image in listed["images"]) == sorted(ids)
    assert (match["entity_id"], match["score"]) == (ids[1], 10.0)


def test_a_script_goes_all_the_way_with_a_service_of_its_own(pictures, tmp_path, capsys):
    with served(tmp_path) as file:
        service = ("--service", file)
        assert similar("db", "create", "all", *service) == 0
        assert similar("add", "all", pictures, "--json", *service) == 0
        assert said(capsys)["added"] == 6
        assert similar("add", "all", pictures, "--json", *service) == 0
        assert said(capsys)["known"] == 6
        region = ("--region", "20,16,280,230")
        assert similar("search", "all", pictures / "p3.png", *region, *service) == 0
        matches = said(capsys)["matches"]
        assert similar("list", "all", "--json", *service) == 0
        by_id = {image["data_id"]: image for image in said(capsys)["images"]}
        assert by_id[matches[0]["data_id"]]["entity_id"] == matches[0]["entity_id"]
        assert matches[0]["score"] > matches[1]["score"] + 1
        scores = [match["score"] for match in matches]
        assert scores == sorted(scores, reverse=True)
        assert similar("delete", "all", matches[0]["entity_id"], *service) == 0
        assert similar("search", "all", pictures / "p3.png", "--limit", 9, *service) == 0
        assert len(said(capsys)["matches"]) == 5
        assert similar("db", "delete", "all", *service) == 0
        assert similar("list", "all", *service) == 4
        assert "1503" in capsys.readouterr().err


def test_the_search_is_an_analysis_as_well(pictures, tmp_path, capsys):
    out, tiny = tmp_path / "out", tmp_path / "tiny.png"
    cv2.imwrite(str(tiny), a_picture(3)[:90, :110])  # padded, never refused
    with served(tmp_path) as file:
        service = ("--service", file)
        similar("db", "create", "all", *service)
        similar("add", "all", pictures, tiny, *service)
        words = ["analyze", "similar-images", tiny, "--param", "DbName=all", "--param", "Limit=4"]
        assert run([*map(str, words), "--service", str(file), "--out", str(out)]) == 0
    capsys.readouterr()

    document = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    (part,) = document["parts"]
    assert (document["run"]["state"], document["findings"]) == ("done", [])
    assert document["run"]["parameters"] == {"DbName": "all", "Limit": "4"}
    assert len(part["matches"]) == 4
    assert part["matches"][0]["score"] == 10
    assert (out / "report.pdf").stat().st_size > 1000
    words = ["render", tiny, "--answer", out / "raw.json", "--endpoint", "similar-images"]
    assert run([*map(str, words), "--out", str(tmp_path / "r.png")]) == 0
    drawn = cv2.imread(str(tmp_path / "r.png"))
    assert drawn.shape[:2] == (90, 110)


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process")
def test_what_is_added_stays_when_the_command_is_broken_off(pictures, tmp_path, capsys):
    with served(tmp_path) as file:
        service = ("--service", file)
        similar("db", "create", "all", *service)
        broken_off = _interrupted(pictures, file)
        similar("list", "all", "--json", *service)
        kept = len(said(capsys)["images"])
        assert similar("add", "all", pictures, "--json", *service) == 0
        again = said(capsys)
        similar("list", "all", "--json", *service)
        listed = said(capsys)["images"]

    assert broken_off in (0, 130)  # a fast machine may be done before
    assert again["known"] >= kept
    assert again["added"] + again["known"] == 6
    assert len({image["entity_id"] for image in listed}) == len(listed) == 6


def _interrupted(pictures: Path, service: Path) -> int:
    """Add from a process of its own, broken off once its library has something under way."""
    words = ["similar", "add", "all", str(pictures), "--service", str(service)]
    with subprocess.Popen(
        [sys.executable, "-m", "viewer", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        outgoing = Path(os.environ["VIEWER_HOME"])
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            if any(outgoing.rglob("outgoing/similar/*/*")):
                process.send_signal(signal.SIGINT)
                break
            time.sleep(0.01)
        return process.wait(30)
