"""PDF text that can be searched: Chinese characters instead of the radicals that look like them.

A Chinese font draws 行 and the Kangxi radical ⾏ with one glyph; Qt names the radical in the
file's /ToUnicode tables (ISO 32000-1, 9.10.3), and a search for 行 finds nothing.
"""

import re
import unicodedata
from typing import Final

_TABLE: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_ARRAY: Final = re.compile(rb"\[(?:<[0-9A-Fa-f]{4}> ?)*\]")
_SINGLE: Final = re.compile(rb"(<([0-9A-Fa-f]{4})> <\2> )(<[0-9A-Fa-f]{4}>)")
_CODE: Final = re.compile(rb"<([0-9A-Fa-f]{4})>")
_RADICALS: Final = range(0x2E80, 0x2FE0)
# Not compatibility characters by Unicode's own table, but one glyph all the same.
_SIMPLIFIED: Final = {
    0x2EA0: "民", 0x2EC5: "见", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECB: "车", 0x2ED3: "长",
    0x2ED4: "门", 0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EE2: "马",
    0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE9: "黄", 0x2EEC: "齐", 0x2EEE: "齿", 0x2EF0: "龙",
    0x2E81: "厂", 0x2E8B: "㔾", 0x2E92: "巳", 0x2EA7: "牛", 0x2EAC: "示", 0x2EBB: "聿",
    0x2EBC: "肉", 0x2EC1: "虎", 0x2EC3: "覀", 0x2EC4: "西", 0x2ED1: "長", 0x2EE8: "麦",
}  # fmt: skip


def with_readable_text(pdf: bytes) -> bytes:
    """Return the file with its text tables mended: of the same length, so no offset moves.

    Qt writes these tables uncompressed; tables of any other form stay as they are.
    """
    return _TABLE.sub(_mended, pdf)


def _mended(table: re.Match[bytes]) -> bytes:
    text = _ARRAY.sub(lambda array: _CODE.sub(_unified, array.group(0)), table.group(0))
    return _SINGLE.sub(lambda line: line.group(1) + _CODE.sub(_unified, line.group(3)), text)


def _unified(match: re.Match[bytes]) -> bytes:
    code = int(match.group(1), 16)
    if code not in _RADICALS:
        return match.group(0)
    text = _SIMPLIFIED.get(code) or unicodedata.normalize("NFKC", chr(code))
    return b"<%04X>" % ord(text) if len(text) == 1 else match.group(0)
