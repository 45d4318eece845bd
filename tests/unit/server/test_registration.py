"""Registration: the follow-up phantom's known displacement is undone; refusals have a reason."""

import tarfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
import SimpleITK
from pydicom.dataset import FileDataset
from scipy import ndimage

from tests.phantom_scans import a_recipe, a_scan
from viewer.server.answers.registration import registration_data
from viewer.server.methods.alignment import Effort, Sampled
from viewer.server.methods.registered_files import Descent, write_registration
from viewer.server.methods.registration import Registration, register
from viewer.server.methods.scan import Scan
from viewer.server.phantoms.deformation import Deformation
from viewer.server.stack import UnfitSeriesError

SMALL = Effort(rigid_mm=6.0, spline_mm=6.0, mesh_mm=48.0, iterations=20)
QUICKEST = Effort(rigid_mm=5.0, spline_mm=5.0, mesh_mm=48.0, iterations=30)


def a_body(seed: int, moved: tuple[int, int, int] = (0, 0, 0)) -> Scan:
    """An elliptic body with round things in it, moved by so many voxels (z, y, x)."""
    rng = np.random.default_rng(seed)
    shape = (24, 64, 64)
    z, y, x = np.ogrid[:24, :64, :64]
    values = np.full(shape, -1000.0)
    values[((x - 32 - moved[2]) / 27) ** 2 + ((y - 32 - moved[1]) / 22) ** 2 + 0 * z < 1] = 0.0
    for number, (k, j, i) in enumerate(rng.uniform(0.25, 0.75, (14, 3)) * shape):
        radius = rng.uniform(3.0, 6.0)
        away = ((z - k - moved[0]) * 2) ** 2 + (y - j - moved[1]) ** 2 + (x - i - moved[2]) ** 2
        values[away < radius**2] = (-850.0, 350.0)[number % 2]
    noisy = ndimage.gaussian_filter(values, 0.7) + rng.normal(0.0, 10.0, shape)
    uids = tuple(f"1.2.{seed}.{number}" for number in range(24))
    origin = np.array([-100.0, -100.0, 50.0])
    return Scan(noisy.astype(np.int16), origin, np.diag([3.0, 3.0, 6.0]), uids, f"1.2.{seed}")


@pytest.fixture(scope="module")
def moved() -> tuple[Scan, Scan, Registration]:
    floating, reference = a_body(1, moved=(1, 2, -1)), a_body(1)
    return floating, reference, register(floating, reference, SMALL)


def points_in(scan: Scan, count: int) -> np.ndarray:
    sampled = Sampled.of(scan, 5.0)
    places = np.argwhere(ndimage.binary_erosion(sampled.body) & sampled.known)
    chosen = np.random.default_rng(0).choice(len(places), count, replace=False)
    return np.array([sampled.grid.point(place) for place in places[chosen]])


def test_a_follow_up_lies_over_the_first_scan_to_a_voxel(screening_scan):
    follow_up = a_scan(a_recipe(), timepoint=2)
    deformation = the_follow_up()
    points = points_in(follow_up, 600)
    expected = points + deformation.displacement(points)

    found = register(screening_scan, follow_up, QUICKEST)

    voxel = np.linalg.norm(follow_up.axes, axis=0)
    initial = np.linalg.norm((expected - points) / voxel, axis=1)
    residual = np.linalg.norm((found.to_floating(points) - expected) / voxel, axis=1)
    assert initial.mean() >= 5.0
    assert residual.mean() <= 1.0
    assert np.median(residual) <= 0.9
    assert np.percentile(residual, 95) <= 2.0
    assert found.voxels.shape == follow_up.voxels.shape
    assert found.likeness > 0.95


def the_follow_up() -> Deformation:
    deformation = a_recipe().follow_up
    assert deformation is not None
    return deformation


def test_a_shift_is_undone(moved):
    floating, reference, found = moved

    shift = found.to_floating(np.array([[0.0, 0.0, 120.0]]))[0] - (0.0, 0.0, 120.0)

    assert shift == pytest.approx([-3.0, 6.0, 6.0], abs=0.6)
    inner = (slice(4, 20), slice(16, 48), slice(12, 52))
    before = np.abs(floating.voxels[inner].astype(int) - reference.voxels[inner]).mean()
    after = np.abs(found.voxels[inner].astype(int) - reference.voxels[inner]).mean()
    assert after < 0.25 * before


def test_the_same_scans_give_the_same_voxels(moved):
    floating, reference, found = moved

    again = register(floating, reference, SMALL)

    assert np.array_equal(again.voxels, found.voxels)


def test_where_the_floating_scan_ends_there_is_air(moved):
    floating, reference, _ = moved
    lower = Scan(
        floating.voxels[:16], floating.origin, floating.axes, floating.sop_instance_uids[:16], "1"
    )

    found = register(lower, reference, SMALL)

    assert np.all(found.voxels[-4:] == -1024)
    assert found.overlap < 0.9


def test_another_body_is_refused(moved):
    _, reference, _ = moved

    with pytest.raises(UnfitSeriesError) as refused:
        register(a_body(2), reference, SMALL)

    assert refused.value.code == "RegistrationFailed"


def test_a_scan_without_a_body_is_refused(moved):
    _, reference, _ = moved
    air = Scan(
        np.full((24, 64, 64), -1000, np.int16), reference.origin, reference.axes, ("",) * 24, "1.9"
    )

    with pytest.raises(UnfitSeriesError) as refused:
        register(air, reference, SMALL)

    assert refused.value.code == "RegistrationFailed"
    assert "人体" in refused.value.reason


def test_a_tilted_stack_is_registered_in_its_own_planes(moved):
    floating, reference, _ = moved
    sheared = reference.axes.copy()
    sheared[1, 2] = 1.2
    offset = np.rint(np.arange(24) * 1.2 / 3.0).astype(int)
    voxels = np.stack(
        [np.roll(plane, -step, 0) for plane, step in zip(reference.voxels, offset, strict=True)]
    )
    tilted = Scan(voxels, reference.origin, sheared, reference.sop_instance_uids, "1.2.8")

    found = register(floating, tilted, SMALL)

    inner = (slice(4, 20), slice(16, 40), slice(12, 52))
    assert np.corrcoef(found.voxels[inner].ravel(), voxels[inner].ravel())[0, 1] > 0.9


def a_reference_file(folder: Path, **changes: str) -> Path:
    data = FileDataset("", {}, preamble=b"\0" * 128, is_implicit_VR=False, is_little_endian=True)
    data.file_meta = pydicom.dataset.FileMetaDataset()
    data.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    data.SOPClassUID = pydicom.uid.CTImageStorage
    data.SOPInstanceUID = "1.2.3.4"
    values = {
        "PatientName": "P-17",
        "PatientID": "17",
        "PatientAddress": "somewhere",
        "StudyInstanceUID": "1.2.77",
        "FrameOfReferenceUID": "1.2.88",
        **changes,
    }
    for keyword, value in values.items():
        setattr(data, keyword, value)
    path = folder / "reference.dcm"
    data.save_as(path, enforce_file_format=True)
    return path


@pytest.fixture(scope="module")
def written(moved, tmp_path_factory) -> Path:
    floating, reference, found = moved
    folder = tmp_path_factory.mktemp("registered")
    descent = Descent.of(a_reference_file(folder), floating)
    write_registration(reference, found, descent, folder)
    return folder


def members(folder: Path) -> list[FileDataset]:
    with tarfile.open(folder / "registered.tar.gz", "r:gz") as archive:
        names = archive.getnames()
        assert names == [f"IM{number:04d}.dcm" for number in range(1, len(names) + 1)]
        return [pydicom.dcmread(BytesIO(archive.extractfile(name).read())) for name in names]


def test_the_archive_holds_ct_images_in_the_references_frame(written, moved):
    _, reference, found = moved
    images = members(written)

    assert len(images) == 24
    assert {image.SOPClassUID for image in images} == {pydicom.uid.CTImageStorage}
    assert {image.FrameOfReferenceUID for image in images} == {"1.2.88"}
    assert {image.StudyInstanceUID for image in images} == {"1.2.77"}
    assert len({image.SOPInstanceUID for image in images}) == 24
    assert len({image.SeriesInstanceUID for image in images}) == 1
    assert images[0].SeriesInstanceUID != reference.series_instance_uid
    for number, image in enumerate(images):
        place = reference.origin + number * reference.axes[:, 2]
        assert [float(v) for v in image.ImagePositionPatient] == pytest.approx(place)
        hounsfield = image.pixel_array.astype(int) + int(image.RescaleIntercept)
        assert np.array_equal(hounsfield, np.maximum(found.voxels[number], -1024))


def test_the_archive_says_of_the_patient_only_what_was_sent(written):
    image = members(written)[0]

    assert (image.PatientName, image.PatientID) == ("P-17", "17")
    assert image.PatientBirthDate == ""
    assert "PatientAddress" not in image


def test_the_nifti_lies_on_the_references_grid(written, moved):
    _, reference, found = moved
    image = SimpleITK.ReadImage(str(written / "registered.nii.gz"))

    assert np.array_equal(SimpleITK.GetArrayFromImage(image), found.voxels)
    assert image.GetOrigin() == pytest.approx(tuple(reference.origin), abs=1e-3)
    assert image.GetSpacing() == pytest.approx((3.0, 3.0, 6.0))


def test_a_reference_without_a_frame_gets_one(moved, tmp_path):
    floating, _, _ = moved

    descent = Descent.of(a_reference_file(tmp_path, FrameOfReferenceUID=""), floating)

    assert pydicom.uid.UID(descent.attributes.FrameOfReferenceUID).is_valid


def test_a_reference_file_that_is_no_dicom_is_refused(moved, tmp_path):
    floating, _, _ = moved
    path = tmp_path / "text.dcm"
    path.write_text("no image")

    with pytest.raises(UnfitSeriesError) as refused:
        Descent.of(path, floating)

    assert refused.value.code == "RegistrationFailed"


def test_the_answer_names_both_files():
    assert registration_data() == [
        {"DUrl": {"$file": "registered.tar.gz"}, "NUrl": {"$file": "registered.nii.gz"}}
    ]
