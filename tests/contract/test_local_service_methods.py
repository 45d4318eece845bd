"""Jobs of every asynchronous endpoint, from the upload to the result's file; over real HTTP."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from tests.endpoint_builders import sent
from tests.server_builders import LocalService, a_series, zipped
from viewer.server.phantoms.chest_ct import write_chest_ct

pytestmark = pytest.mark.process


@pytest.fixture(scope="session")
def screening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small phantom with calcium, opacities and fractures."""
    folder = tmp_path_factory.mktemp("screening")
    write_chest_ct(folder, profile="small-screening")
    return folder


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (1, "NoLungFound"),
        (6, "RegistrationFailed"),
        (9, "NoLungFound"),
        (13, "NoLungFound"),
        (15, "NoLungFound"),
    ],
)
def test_a_body_of_water_fails_for_a_documented_reason(service, number, reason):
    body = sent(service, number, service.upload(zipped(a_series(20))))
    assert "Data" not in body

    data = service.wait_for(body["RequestId"])

    assert (data["Status"], data["ErrorCode"]) == ("PROCESS_FAILED", reason)
    assert data["ErrorMessage"]
    assert "Result" not in data


def scored(service: LocalService, content: bytes, data_format: str, source: str) -> dict:
    url = service.upload(content)
    body = sent(service, 9, url, DataFormat=data_format, DataSourceType=source)
    (score,) = json.loads(service.wait_for(body["RequestId"])["Result"])
    return score  # type: ignore[no-any-return]


def test_calcium_is_the_same_in_a_series_and_in_a_nifti_file(service, screening, tmp_path):
    files = sorted(screening.iterdir())
    series = SimpleITK.ReadImage([str(path) for path in files])
    volume = tmp_path / "chest.nii"
    SimpleITK.WriteImage(series, str(volume))

    one = scored(service, zipped([path.read_bytes() for path in files]), "DICOM", "HTTP_FILES")
    other = scored(service, gzip.compress(volume.read_bytes(), 1), "NIFTI", "HTTP_NII")

    assert float(one["Score"]) > 100.0
    assert float(other["Score"]) == pytest.approx(float(one["Score"]), rel=1e-3)
    for score in (one, other):
        mask = tmp_path / "mask.nii.gz"
        mask.write_bytes(service.client.get(score["ResultUrl"]).content)
        image = SimpleITK.ReadImage(str(mask))
        labels = set(np.unique(SimpleITK.GetArrayViewFromImage(image)).tolist()) - {0}
        assert image.GetSize() == series.GetSize()
        assert labels == {item["CalciumId"] for item in score["Detections"]}
