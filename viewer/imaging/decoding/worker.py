"""A decoding worker: a process that turns codestreams into pixels and may die of it.

It is started by `process`, speaks `messages` over its pipes and finds the bytes in `scratch`. It
ends when the program closes the pipe, when the program dies, or when a task takes far too long.
"""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import FileIO
from typing import BinaryIO, Final, cast

import numpy as np

from viewer.imaging.decoding import messages, tasks
from viewer.imaging.decoding.messages import Message
from viewer.imaging.decoding.scratch import Attached
from viewer.imaging.problems import NotReadable, SliceNotReadable, SliceProblem

Tasks = Mapping[str, Callable[[bytes, Message], tasks.Answer]]

_DETAIL: Final = 200
_NO_FAULT_BOX: Final = 0x0001 | 0x0002


@dataclass(slots=True)
class _Channel:
    """The two pipes, kept apart from descriptors 0 and 1: a library may print there."""

    orders: BinaryIO
    answers: BinaryIO
    nowhere: BinaryIO
    memory: Attached = field(default_factory=Attached)


def main(table: Tasks = tasks.TABLE) -> None:
    """Serve until the program is gone. Never returns."""
    channel = _channel()
    _restrain()
    tasks.prepare()
    try:
        messages.send(channel.answers, {"state": "ready"})
        while (order := messages.receive(channel.orders)) is not None:
            _serve(order, channel, table)
    except (OSError, messages.Garbled):
        pass  # the program is gone
    os._exit(0)


def _channel() -> _Channel:
    orders, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return _Channel(
        cast("BinaryIO", FileIO(orders, "rb")),
        cast("BinaryIO", FileIO(answers, "wb")),
        cast("BinaryIO", FileIO(nowhere, "wb")),
    )


def _restrain() -> None:
    """Leave no core of a patient's pixels, no box on the screen; Ctrl+C is for the program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
    else:
        import resource

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(order: Message, channel: _Channel, table: Tasks) -> None:
    """Do one task and answer. The alarm ends this process should it hang when nobody watches."""
    alarm_s = messages.whole(order.get("alarm_ms")) / 1000.0
    _limit_memory(messages.whole(order.get("bytes")))
    _end_after(alarm_s, channel.nowhere)
    answer = _answer(order, channel, table)
    _end_after(0.0, channel.nowhere)
    messages.send(channel.answers, answer)


def _answer(order: Message, channel: _Channel, table: Tasks) -> Message:
    try:
        task = table[messages.text(order, "task")]
        memory = channel.memory.view(messages.text(order, "token"), messages.whole(order["size"]))
        answer = task(memory[: messages.whole(order.get("length"))], order)
        _hand_over(answer.pixels, order, channel)
    except SliceNotReadable as error:
        return _refusal("slice", error.problem, error.detail)
    except NotReadable as error:
        return _refusal("file", error.reason, error.detail)
    except MemoryError:
        return _refusal("slice", SliceProblem.DECODER_MEMORY, "")
    except OSError as error:  # the scratch memory cannot be had
        return _refusal("slice", SliceProblem.DECODER_MEMORY, error.strerror or "")
    pixels = answer.pixels
    return {
        "state": "done",
        "dtype": pixels.dtype.str,
        "shape": list(pixels.shape),
        "note": answer.note,
    }


def _hand_over(pixels: tasks.Pixels, order: Message, channel: _Channel) -> None:
    """Lay the pixels into the scratch memory, asking for a larger one where it is too small."""
    size = messages.whole(order["size"])
    token = messages.text(order, "token")
    if pixels.nbytes > size:
        messages.send(channel.answers, {"state": "room", "bytes": pixels.nbytes})
        room = messages.receive(channel.orders)
        if room is None:
            os._exit(0)
        token, size = messages.text(room, "token"), messages.whole(room.get("size"))
    target = np.frombuffer(channel.memory.view(token, size), pixels.dtype, pixels.size)
    np.copyto(target.reshape(pixels.shape), pixels)


def _refusal(kind: str, reason: str, detail: str) -> Message:
    return {"state": "refused", "kind": kind, "reason": reason, "detail": detail[:_DETAIL]}


if sys.platform == "win32":

    def _end_after(seconds: float, nowhere: BinaryIO) -> None:
        """End this process then, whatever it hangs in; 0 calls it off."""
        faulthandler.cancel_dump_traceback_later()
        if seconds > 0:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)

else:

    def _end_after(seconds: float, nowhere: BinaryIO) -> None:
        """End this process then, whatever it hangs in; 0 calls it off."""
        signal.setitimer(signal.ITIMER_REAL, seconds)  # SIGALRM is left to do what it does


def _limit_memory(size: int) -> None:
    """Have an allocation beyond the limit fail, where the system can (not on macOS or Windows)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
