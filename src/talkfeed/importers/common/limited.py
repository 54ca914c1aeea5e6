"""Work on what others wrote → its result, or a rejection once it has taken too long.

The work is done in a process of its own, whose CPU time the kernel limits; where it cannot
(Windows), this process ends the other one after as many seconds by the clock. So it ends whatever
it is busy with, in a library in C too, and whichever thread waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from talkfeed import system
from talkfeed.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

SECONDS = 120
"""CPU time that reading one source may take."""
PATIENCE = 10
"""How many times as long it may take by the clock, on a machine that is busy."""
TOO_LONG = "TF717"
OFTEN = 0.1
"""Seconds between two ticks of a progress bar."""


def limited(
    work: Callable[..., Result],
    *given: object,
    name: str,
    seconds: int = SECONDS,
    tick: Callable[[], object] = bool,
) -> Result:
    """Call a function that may never end, and return its result; `tick` is called meanwhile.

    The function is at the top level of a module, and its arguments, result and errors can be
    pickled. `seconds` is the CPU time it may take, `name` is the source in the message.

    Raises:
        Rejected: TF717, it took too long. Errors of the function are raised as they are.
    """
    from multiprocessing import get_context  # noqa: PLC0415  — 'talkfeed --help' is quick

    context = get_context(system.start_method())
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]  # each of them has one
        target=_work, args=(sender, work, given, seconds)
    )
    process.start()
    sender.close()
    try:
        answer = receiver.recv() if _answers(receiver, seconds, tick) else None
    except EOFError:  # it was ended by the kernel
        answer = None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if answer is None:
        message = f"reading '{name}' takes more than {seconds} seconds"
        raise Rejected(TOO_LONG, message, "import a part of it, or name what it is with --from")
    result, error = answer
    if error is not None:
        raise Rejected(*error) if isinstance(error, tuple) else error
    return result  # type: ignore[no-any-return]


def _answers(receiver: Connection, seconds: int, tick: Callable[[], object]) -> bool:
    """Wait for an answer; return whether there is one in time."""
    patience = PATIENCE if system.has_cpu_limit() else 1
    return any(receiver.poll(OFTEN) or tick() for _ in range(int(patience * seconds / OFTEN)))


def _work(
    sender: Connection, work: Callable[..., object], given: tuple[object, ...], seconds: int
) -> None:  # pragma: no cover  — runs in another process
    """Send the result, or what was raised; a `Rejected` as its parts, since pickle cannot."""
    import signal  # noqa: PLC0415  — not needed before

    if system.has_cpu_limit():
        system.limit_cpu(seconds)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a word
    try:
        sender.send((work(*given), None))
    except Rejected as rejected:
        sender.send((None, (rejected.code, rejected.message, rejected.hint)))
    except Exception as error:  # noqa: BLE001  — it is raised where the work was asked for
        sender.send((None, error))
