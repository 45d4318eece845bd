"""Names and text in every character set that Chinese and other hospitals use (R14)."""

import pytest

from viewer.imaging.dicom.names import read_name, read_text
from viewer.imaging.scan import scan

ZHANG = "张^小东"


@pytest.mark.parametrize(
    ("codec", "charset"),
    [("gb18030", b"GB18030"), ("gbk", b"GBK"), ("utf-8", b"ISO_IR 192")],
)
def test_r014_a_chinese_name_is_read_in_its_declared_character_set(codec, charset):
    read = read_name(ZHANG.encode(codec), charset)

    assert read.text == "张小东"
    assert not read.is_guessed


@pytest.mark.parametrize("charset", [b"ISO_IR 100", b"", b"ISO_IR 6"])
def test_r014_gbk_under_a_latin_flag_is_guessed_and_marked(charset):
    read = read_name(ZHANG.encode("gbk"), charset)

    assert read.text == "张小东"
    assert read.is_guessed


def test_r014_utf8_under_a_latin_flag_is_guessed_and_marked():
    read = read_name("王^芳".encode(), b"ISO_IR 100")

    assert (read.text, read.is_guessed) == ("王芳", True)


@pytest.mark.parametrize("name", ["Buc^Jérôme", "Äneas^Rüdiger", "Grö\xdfe^Fuß", "Muñoz^José"])
def test_a_european_name_is_not_taken_for_chinese(name):
    read = read_name(name.encode("latin-1"), b"ISO_IR 100")

    assert read.text == name.replace("^", " ")
    assert not read.is_guessed


def test_r014_iso_2022_ir_58_is_read_though_pydicom_leaves_it_raw():
    raw = b"Zhang^XiaoDong=\x1b$)A" + "张".encode("gb2312") + b"^\x1b$)A" + "小东".encode("gb2312")

    read = read_name(raw, b"\\ISO 2022 IR 58")

    assert read.text == "张小东 (Zhang XiaoDong)"


def test_r014_two_byte_characters_that_look_like_delimiters_do_not_split_a_name():
    name = "\x1b$B" + "山田".encode("iso2022_jp")[3:-3].decode("ascii") + "\x1b(B^Tarou"

    assert read_text(name.encode("ascii"), b"\\ISO 2022 IR 87").text == "山田^Tarou"


def test_r014_broken_bytes_and_unknown_sets_give_marked_text():
    assert read_text(b"\xff\xfe\x80abc", b"ISO_IR 192").is_guessed
    assert read_text("张".encode("gbk"), b"NO SUCH SET") == read_text("张".encode("gbk"), b"X")


def test_r055_control_and_direction_characters_are_taken_out():
    assert read_text("a\u202eb\x00c\nd".encode(), b"ISO_IR 192").text == "abcd"


def test_r014_a_very_long_name_is_clipped():
    assert len(read_text(b"x" * 5000).text) == 1024


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("chrX1.dcm", "王小東 (Wang XiaoDong)"),
        ("chrGB2312.dcm", "张小东 (Zhang XiaoDong)"),
        ("chrX2.dcm", "王小东 (Wang XiaoDong)"),
        ("chrH31.dcm", "山田太郎 (Yamada Tarou, やまだ たろう)"),
        ("chrI2.dcm", "洪吉洞 (Hong Gildong, 홍 길동)"),
        ("chrFren.dcm", "Buc Jérôme"),
        ("chrGreek.dcm", "Διονυσιος"),
        ("chrRuss.dcm", "Люкceмбypг"),
    ],
)
def test_r014_real_files_show_readable_names(shared_data, file, name):
    (study,) = scan([shared_data / "conformance" / "charsets" / file]).studies

    assert study.identity.patient_name == name
    assert not study.identity.name_is_guessed
