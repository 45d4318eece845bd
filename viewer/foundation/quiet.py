"""Libraries whose warnings tell too much."""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_one_at_a_time: Final = threading.Lock()  # warnings.catch_warnings is global


@contextmanager
def quiet_pydicom() -> Iterator[None]:
    """Keep pydicom's warnings off stderr and out of the log: they quote values of the header.

    To be entered after its import, which sets its logger's level; not to be nested.
    """
    logging.getLogger("pydicom").setLevel(logging.CRITICAL)
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
