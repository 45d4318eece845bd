"""Settings are sparse, typed and tolerant."""

import pytest

from viewer.storage.settings import LANGUAGE, MINIMUM_CONFIDENCE, Settings


def test_settings_are_sparse_typed_and_survive(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(path)
    settings.set(LANGUAGE, "zh")
    settings.set(MINIMUM_CONFIDENCE, 0.25)
    settings.set(MINIMUM_CONFIDENCE, 0.0)

    assert path.read_text() == '{\n  "language": "zh"\n}\n'
    assert Settings(path).get(LANGUAGE) == "zh"
    assert Settings(path).get(MINIMUM_CONFIDENCE) == 0.0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"language": 7}', '{"language": "fr"}'])
def test_damaged_settings_count_as_not_set(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)

    assert Settings(path).get(LANGUAGE) == "system"


def test_settings_that_nobody_knows_stay(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"from-the-future": [1]}')

    Settings(path).set(LANGUAGE, "en")

    assert "from-the-future" in path.read_text()


def test_a_value_that_is_not_allowed_is_refused(tmp_path):
    with pytest.raises(ValueError, match="language"):
        Settings(tmp_path / "settings.json").set(LANGUAGE, "fr")
