"""Work on what others wrote → its result, or a rejection once it has taken too long.

The work is done in a process of its own, a copy of this one, whose CPU time the kernel limits. So
it ends whatever it is busy with, in a library in C too, and whichever thread waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

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


def limited(work: Callable[[], Result], name: str, seconds: int = SECONDS) -> Result:
    """Do work that may never end; its result or exception has to be one that can be sent.

    Raises:
        Rejected: TF717, it took too long; `name` says what was read. And what the work raises.
    """
    from multiprocessing import get_context  # noqa: PLC0415  — 'talkfeed --help' is quick

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, work, seconds))
    process.start()
    sender.close()
    try:
        answer = receiver.recv() if receiver.poll(PATIENCE * seconds) else None
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
    if isinstance(error, tuple):
        raise Rejected(*error)
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _work(
    sender: Connection, work: Callable[[], object], seconds: int
) -> None:  # pragma: no cover  — runs in another process
    """Send the result, or what was raised; a `Rejected` as its parts, since pickle cannot."""
    import resource  # noqa: PLC0415  — not needed before
    import signal  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end without a word
    try:
        sender.send((work(), None))
    except Rejected as rejected:
        sender.send((None, (rejected.code, rejected.message, rejected.hint)))
    except Exception as error:  # noqa: BLE001  — it is raised where the work was asked for
        sender.send((None, error))
