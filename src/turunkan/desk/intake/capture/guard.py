"""The guard: a proxy on loopback through which all of the browser's traffic goes; it alone opens connections.

It looks each name up once, checks every address, and connects to the very address that it checked: what the name
means a moment later ("re-binding") matters to nobody. A redirect, a script, a frame or a socket makes no
difference either: whatever the browser wants, it has to ask here; it resolves no name and connects to nobody.
"""

import asyncio
import contextlib
import secrets
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from turunkan.desk.intake.capture.chromium import ERRANDS
from turunkan.desk.intake.capture.heads import MOST_HEAD, Asked, answered, asked, read_head
from turunkan.desk.intake.capture.limits import Limits
from turunkan.desk.intake.capture.problems import NotReached, Problem
from turunkan.desk.intake.capture.reach import Lookup, Reach, look_up

REFUSED = "turunkan-refused"  # the header of the guard's own answers, so that none passes for a site's
_CHUNK = 64 * 1024
_AT_ONCE = 64  # connections


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One place that was not reached, or not to the end; `address` is what its name led to, where that was why."""

    host: str
    port: int
    problem: str
    address: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Connection:
    """One place that was connected to, at the address that was checked."""

    host: str
    port: int
    address: str


class Guard:
    """`with Guard(reach, limits) as guard:` listens on 127.0.0.1 at `guard.port`.

    `notes` and `connections` fill as the browser goes; `secret` marks the guard's own answers (header `REFUSED`).
    """

    def __init__(self, reach: Reach, limits: Limits, lookup: Lookup = look_up) -> None:
        self.notes: set[Note] = set()
        self.connections: set[Connection] = set()
        self.secret = secrets.token_hex(16)
        self.port = 0
        self._reach, self._limits, self._lookup = reach, limits, lookup
        self._opened = self._received = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._server = self._wait(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MOST_HEAD))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._wait(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def of(self, host: str, port: int) -> list[Problem]:
        """What was noted about a place."""
        return [Problem(note.problem) for note in sorted(self.notes) if (note.host, note.port) == (host, port)]

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser: one tunnel or one exchange. What breaks off is simply closed."""
        broken = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
        with contextlib.suppress(*broken, asyncio.CancelledError):
            async with self._slots, asyncio.timeout(self._limits.wall_seconds):
                await self._answer(reader, writer)
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = await read_head(reader)
        wanted = None
        try:
            wanted = asked(lines)
            exchange = self._tunnel if wanted.tunnel else self._forward
            with _closing(await self._connect(wanted)) as server:
                await exchange(wanted, (reader, writer), server)
        except NotReached as refused:
            self._note(wanted, refused)
            await self._refuse(writer, refused.problem)

    async def _connect(self, wanted: Asked) -> "_Ends":
        """A connection to an address that was checked. Raises NotReached."""
        if wanted.host in ERRANDS:
            raise NotReached(Problem.HOST_NOT_ALLOWED, wanted.host)
        self._opened += 1
        if self._opened > self._limits.connections or self._received > self._limits.received_bytes:
            raise NotReached(Problem.TOO_LARGE, wanted.host)
        work = asyncio.to_thread(self._reach.resolve, wanted.host, wanted.port, self._lookup)
        try:
            addresses = await asyncio.wait_for(work, self._limits.connect_seconds)
        except TimeoutError as error:
            raise NotReached(Problem.NOT_FOUND, wanted.host) from error
        for address in addresses[:3]:
            with contextlib.suppress(OSError, TimeoutError):
                opening = asyncio.open_connection(str(address), wanted.port, limit=MOST_HEAD)
                server = await asyncio.wait_for(opening, self._limits.connect_seconds)
                self.connections.add(Connection(wanted.host, wanted.port, str(address)))
                return server
        raise NotReached(Problem.UNREACHABLE, wanted.host)

    async def _tunnel(self, wanted: Asked, browser: "_Ends", server: "_Ends") -> None:
        browser[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        sending = asyncio.ensure_future(_copy(browser[0], server[1]))
        try:
            await self._receive(wanted, server[0], browser[1])
        finally:
            sending.cancel()

    async def _forward(self, wanted: Asked, browser: "_Ends", server: "_Ends") -> None:
        """One exchange; what the browser sends beyond its body goes nowhere."""
        server[1].write(wanted.passed_on())
        await _copy(browser[0], server[1], wanted.body_bytes)
        status = 100
        while status < 200:  # 103 and its like come before the answer
            try:
                status, head = answered(await read_head(server[0]))
            except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError) as error:
                raise NotReached(Problem.UNREACHABLE, wanted.host) from error
        browser[1].write(head)
        await self._receive(wanted, server[0], browser[1])

    async def _receive(self, wanted: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what a server sends, until it ends or everything together is too much."""
        while data := await reader.read(_CHUNK):
            self._received += len(data)
            if self._received > self._limits.received_bytes:
                self._note(wanted, NotReached(Problem.TOO_LARGE, wanted.host))
                return
            writer.write(data)
            await writer.drain()

    async def _refuse(self, writer: asyncio.StreamWriter, problem: Problem) -> None:
        lines = ["HTTP/1.1 403 Forbidden", f"{REFUSED}: {self.secret} {problem}", "Content-Length: 0"]
        writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        await writer.drain()

    def _note(self, wanted: Asked | None, refused: NotReached) -> None:
        host, port = (wanted.host, wanted.port) if wanted else ("", 0)
        if host in ERRANDS:
            return
        self.notes.add(Note(host, port, refused.problem.value, refused.address))


_Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@contextlib.contextmanager
def _closing(ends: _Ends) -> Iterator[_Ends]:
    try:
        yield ends
    finally:
        ends[1].close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int | None = None) -> None:
    """Pass on to the end, or as many bytes as are given."""
    left = most
    with contextlib.suppress(OSError):  # whoever waits for the answer sees that the other side is gone
        while left != 0 and (data := await reader.read(min(_CHUNK, left or _CHUNK))):
            left = left - len(data) if left is not None else None
            writer.write(data)
            await writer.drain()
