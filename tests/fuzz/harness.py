"""Draw an input, try it, and make a small one of what is at fault.

Input *k* of seed *s* is the same everywhere and can be made again alone. Time is that of
the processor, so that no busy machine makes an input slow.
"""

import re
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

LONGEST = 5.0
"""Seconds of the processor that an input may take."""
_TICK = 10.0
"""Seconds; an input that takes next to no time of the processor in two of them waits."""


class TooSlowError(BaseException):
    """An input took too long; no `except Exception` hides it."""


class Target(NamedTuple):
    """A door of quizgen to which inputs are brought.

    Attributes:
        draw_input: Makes the bytes of an input.
        try_input: Brings them to the door, in an empty folder; what it raises is a fault.
        short: How many inputs the test suite tries.
    """

    draw_input: Callable[[Random], bytes]
    try_input: Callable[[bytes, Path], None]
    short: int


class Fault(NamedTuple):
    """An input at which quizgen breaks.

    Attributes:
        number: Of the input; the seed and the target's name make it again.
        signature: What inputs with the same fault have in common: the error and its place.
        story: For whoever mends it.
    """

    number: int
    signature: str
    story: str
    content: bytes


def input_number(target: Target, name: str, seed: int, number: int) -> bytes:
    """Return one input of the target called *name*."""
    return target.draw_input(Random(f"{name}/{seed}/{number}"))


def find_fault(target: Target, number: int, content: bytes, folder: Path) -> Fault | None:
    """Try one input; return None if all went as it should."""
    try:
        with _limited_time():
            target.try_input(content, folder)
    except (Exception, TooSlowError) as error:
        return Fault(number, _signature(error), traceback.format_exc(limit=-6), content)
    return None


def find_faults(
    target: Target, name: str, seed: int, numbers: Iterable[int], folder: Path
) -> Iterator[Fault]:
    """Yield the faults of the inputs *numbers*."""
    for number in numbers:
        content = input_number(target, name, seed, number)
        fault = find_fault(target, number, content, folder)
        if fault:
            yield fault


def minimize(target: Target, fault: Fault, folder: Path, attempts: int = 400) -> bytes:
    """Return a short input with the same *fault*, by leaving out piece after piece."""
    content = fault.content
    size = max(1, len(content) // 2)
    attempts = 20 if "TooSlow" in fault.signature else attempts
    while size and attempts > 0:
        start = 0
        while start < len(content) and attempts > 0:
            shorter = content[:start] + content[start + size :]
            attempts -= 1
            again = find_fault(target, fault.number, shorter, folder)
            if again and again.signature == fault.signature:
                content = shorter
            else:
                start += size
        size //= 2
    return content


def _signature(error: BaseException) -> str:
    """Return the kind of *error* and the last place of quizgen's own code."""
    places = [
        f"{frame.filename.rpartition('quizgen/')[2]}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "/quizgen/" in frame.filename and "/tests/" not in frame.filename
    ]
    said = re.split("[:0-9'\"]", str(error))[0] if isinstance(error, AssertionError) else ""
    where = str(error)[:8] if isinstance(error, TooSlowError) else " ".join(places[-1:])
    return f"{type(error).__name__} {where} {said[:40]}".strip()


@contextmanager
def _limited_time() -> Iterator[None]:
    """Raise a TooSlowError within, if that computes for too long or waits for ever."""
    started = _processor_time()
    ticks: list[float] = []

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"{_processor_time() - started:.1f} s of the processor")

    def tick(number: int, frame: FrameType | None) -> None:
        ticks.append(_processor_time())
        if len(ticks) > 2 and ticks[-1] - ticks[-3] < 0.01:
            raise TooSlowError("it waits for what does not come")

    handlers = [signal.signal(signal.SIGPROF, stop), signal.signal(signal.SIGALRM, tick)]
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGPROF, handlers[0])
        signal.signal(signal.SIGALRM, handlers[1])


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
