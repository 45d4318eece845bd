"""What a page says that a server sends in place of an answer."""

import html
import re
from typing import Final

from viewer.foundation.redact import redacted

_READ: Final = 8192
_SHOWN: Final = 300
_UNSEEN: Final = re.compile(
    r"<(script|style)\b.*?(</\1[^>]{0,100}>|\Z)|<!--.*?(-->|\Z)", re.DOTALL | re.IGNORECASE
)
_TAGS: Final = re.compile(r"<[^>]{0,1000}>")


def page_text(body: bytes) -> str:
    """Return the beginning of an error page as plain text: what a person would see of it."""
    text = _TAGS.sub(" ", _UNSEEN.sub(" ", body[:_READ].decode("utf-8", "replace")))
    return redacted(" ".join(html.unescape(text).split()))[:_SHOWN]
