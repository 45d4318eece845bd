"""A decoding worker whose frames do what their first bytes say: die, hang, eat memory."""

import os
import time
from pathlib import Path

import numpy as np

from viewer.imaging.decoding import tasks, worker
from viewer.imaging.decoding.messages import Message
from viewer.imaging.decoding.tasks import Answer

ABORT = b"abort"
HANG = b"hang"
SPIN = b"spin"
HOG = b"hog"
LIE = b"lie"
ENVIRONMENT = b"environment"
DESCRIPTORS = b"descriptors"
ADDRESS_SPACE = b"address space"


def _abort(order: Message) -> Answer:
    os.abort()


def _hang(order: Message) -> Answer:
    while True:
        time.sleep(0.1)


def _spin(order: Message) -> Answer:
    while True:
        pass


def _hog(order: Message) -> Answer:
    """Take real memory where the system sets no limit to it."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    kept = []
    while True:
        kept.append(np.ones(4_000_000, np.uint8))
        time.sleep(0.001)


def _out_of_memory(order: Message) -> Answer:
    return Answer(np.empty((1 << 20, 1 << 20), np.uint8))


def _lie(order: Message) -> Answer:
    return Answer(np.zeros((1, 1), np.float64))


def _environment(order: Message) -> Answer:
    return _said(" ".join(sorted(os.environ)))


def _descriptors(order: Message) -> Answer:
    return _said(" ".join(sorted(path.name for path in Path("/proc/self/fd").iterdir())))


def _said(words: str) -> Answer:
    return Answer(np.frombuffer(words.encode().ljust(2000), np.uint8).reshape(1, -1))


_POISONS = {
    ABORT: _abort,
    HANG: _hang,
    SPIN: _spin,
    HOG: _hog,
    LIE: _lie,
    ENVIRONMENT: _environment,
    DESCRIPTORS: _descriptors,
    ADDRESS_SPACE: _out_of_memory,
}


def _frame(content: bytes, order: Message) -> Answer:
    for poison, act in _POISONS.items():
        if content.startswith(poison):
            return act(order)
    return tasks.TABLE[tasks.FRAME](content, order)


def main() -> None:
    worker.main({**tasks.TABLE, tasks.FRAME: _frame})
