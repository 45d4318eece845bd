"""Links to result files: when they open, for how long, and what takes their place in a result."""

import pytest

from viewer.server.results import LINK_LIFE_S, ResultLinks

BASE = "http://127.0.0.1:1"
PATH = "/results/A/mask.nii.gz"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def parts(url: str) -> tuple[str, str, str]:
    path, _, query = url.removeprefix(BASE).partition("?")
    values = dict(pair.split("=") for pair in query.split("&"))
    return path, values["expires"], values["signature"]


def test_a_link_opens_its_file_until_five_minutes_are_over():
    clock = Clock()
    links = ResultLinks(b"k" * 32, clock)
    path, expires, signature = parts(links.link(BASE, "A", "mask.nii.gz"))

    assert path == PATH
    clock.now += LINK_LIFE_S - 1
    assert links.refusal(path, expires, signature) is None
    clock.now += 1
    refusal = links.refusal(path, expires, signature)
    assert refusal is not None
    assert (refusal.status, refusal.code) == (403, "AccessDenied")


@pytest.mark.parametrize(
    ("path", "expires", "signature"),
    [
        (PATH, "1000301", None),
        ("/results/B/mask.nii.gz", None, None),
        (PATH, None, ""),
        (PATH, "", None),
        (PATH, None, "é"),
    ],
)
def test_a_changed_link_is_refused(path, expires, signature):
    links = ResultLinks(b"k" * 32, Clock())
    _, given_expires, given_signature = parts(links.link(BASE, "A", "mask.nii.gz"))

    refusal = links.refusal(
        path,
        given_expires if expires is None else expires,
        given_signature if signature is None else signature,
    )

    assert refusal is not None
    assert refusal.code == "SignatureDoesNotMatch"


def test_each_asking_makes_new_links_in_the_place_of_every_file():
    clock = Clock()
    links = ResultLinks(b"k" * 32, clock)
    result = {"A": [{"Url": {"$file": "a.nii.gz"}, "Score": "1"}], "Mask": {"$file": "b.nii.gz"}}

    first = links.linked(result, BASE, "J")
    clock.now += 1
    second = links.linked(result, BASE, "J")

    assert first["A"][0]["Url"].startswith(f"{BASE}/results/J/a.nii.gz?expires=1000300&")
    assert first["A"][0]["Score"] == "1"
    assert second["A"][0]["Url"] != first["A"][0]["Url"]
    assert second["Mask"] != first["Mask"]


def test_a_folder_keeps_its_key(tmp_path):
    once, again = (ResultLinks.of_folder(tmp_path) for _ in range(2))
    other = ResultLinks.of_folder(tmp_path / "other")

    path, expires, signature = parts(once.link(BASE, "A", "mask.nii.gz"))

    assert again.refusal(path, expires, signature) is None
    assert other.refusal(path, expires, signature) is not None
