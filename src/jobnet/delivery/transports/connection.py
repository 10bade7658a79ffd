"""A connection with patience, one deadline a phase however slowly the other side drips; and a session over it."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
from collections.abc import Callable

from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, shown
from jobnet.delivery.transports.base import Lost, Transport
from jobnet.delivery.transports.server import Credentials, Server, without_secrets
from jobnet.errors import Exit, JobnetError

MOST_REPLY = 4 * 1024 * 1024
HURRY = 1.0
"""How long a user who pressed Ctrl-C waits in all for a reply that is due."""
_MOST_LINE = 4096
_TICK = 0.2
_MOST_READ = 4000
_MOST_QUOTED = 80


class Wire:
    """Bytes to and from one server. Everything that goes wrong is `Lost`; the phase decides what that means."""

    def __init__(self, server: Server, clock: Clock, hurried: Callable[[], bool]) -> None:
        """A connection to the server, or a JobnetError that says which one and why not."""
        try:
            self._socket = socket.create_connection((server.host, server.port), server.timeout)
        except (OSError, UnicodeError) as exc:
            said = "no answer" if isinstance(exc, TimeoutError) else getattr(exc, "strerror", None) or str(exc)
            what = f"{server.where}: the mail server cannot be reached: {said}"
            raise JobnetError(what, Exit.UNAVAILABLE) from exc
        self._host = server.host
        self._clock = clock
        self._hurried = hurried
        self._buffer = b""
        self._hurry: float | None = None
        """When to wait no longer, once somebody is waiting for us to end."""
        self._secrets: list[str] = []

    @property
    def local_name(self) -> str:
        """This end as an address literal, for EHLO: no look-up that could hang."""
        address = str(self._socket.getsockname()[0])
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def encrypt(self, timeout: float) -> None:
        """Go on under TLS, the certificate verified for this host. There is no way around it."""
        self.refuse_unasked(injected=True)
        try:
            self._socket = wrapped = ssl.create_default_context().wrap_socket(
                self._socket, server_hostname=self._host, do_handshake_on_connect=False
            )
            self._shake_hands(wrapped, self.deadline(timeout))
        except ssl.SSLCertVerificationError as exc:
            raise JobnetError(
                f"{self._host}: the server's certificate cannot be trusted: {exc.verify_message}. Nothing was sent.",
                Exit.NO_PERMISSION,
            ) from exc
        except ssl.SSLEOFError as exc:
            raise Lost("the connection was closed during the TLS handshake", Exit.UNAVAILABLE) from exc
        except ssl.SSLError as exc:
            said = (exc.reason or str(exc)).replace("_", " ").lower()
            raise JobnetError(
                f"{self._host}: encryption failed: {said}. Nothing was sent.", Exit.NO_PERMISSION
            ) from exc
        except OSError as exc:
            raise Lost(f"the connection was lost during the TLS handshake: {_cause(exc)}", Exit.UNAVAILABLE) from exc

    def _shake_hands(self, wrapped: ssl.SSLSocket, deadline: float) -> None:
        wrapped.setblocking(False)
        while True:
            left = deadline - self._clock.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                return wrapped.do_handshake()
            except ssl.SSLWantReadError:
                select.select([wrapped], [], [], left)
            except ssl.SSLWantWriteError:
                select.select([], [wrapped], [], left)

    def send(self, data: bytes, timeout: float) -> None:
        deadline = self.deadline(timeout)
        view = memoryview(data)
        try:
            while view:
                self._socket.settimeout(max(deadline - self._clock.monotonic(), 0.01))
                view = view[self._socket.send(view[:65536]) :]
        except OSError as exc:
            raise Lost(f"the connection was lost: {_cause(exc)}") from exc

    def line(self, deadline: float) -> bytes:
        """The next line, without its end."""
        while b"\n" not in self._buffer and len(self._buffer) <= _MOST_LINE:
            self._buffer += self._receive(deadline)
        line, _, self._buffer = self._buffer.partition(b"\n")
        if len(line) > _MOST_LINE:
            raise Lost(f"the server sent an endless line: {self.start(line)}", Exit.UNAVAILABLE)
        return line.rstrip(b"\r")

    def exactly(self, size: int, deadline: float) -> bytes:
        """The next so many bytes."""
        while len(self._buffer) < size:
            self._buffer += self._receive(deadline)
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def deadline(self, timeout: float) -> float:
        return self._clock.monotonic() + timeout

    def refuse_unasked(self, *, injected: bool = False) -> None:
        """Nothing may be waiting to be read before we speak: question and answer would no longer belong together."""
        self._socket.settimeout(0)
        if not self._buffer:
            try:
                self._buffer = self._socket.recv(4096)
            except (BlockingIOError, ssl.SSLWantReadError):
                return
            except OSError as exc:
                raise Lost(f"the connection was lost: {_cause(exc)}") from exc
            if not self._buffer:
                raise Lost("the server closed the connection")
        if injected:
            raise JobnetError(
                f"{self._host}: something spoke before encryption began: an attack, or a broken server. "
                "Nothing was sent.",
                Exit.NO_PERMISSION,
            )
        raise Lost(f"the server spoke out of turn: {self.start(self._buffer)}", Exit.UNAVAILABLE)

    def hide(self, *secrets: str) -> None:
        """Never repeat these, whatever the server says."""
        self._secrets += secrets

    def readable(self, data: bytes) -> str:
        """What the server said, as text, without any secret that was sent to it."""
        return without_secrets(data[:_MOST_READ].decode("utf-8", "backslashreplace"), self._secrets)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()

    def _receive(self, deadline: float) -> bytes:
        while True:
            now = self._clock.monotonic()
            if self._hurry is None and self._hurried():
                self._hurry = now + HURRY
            left = min(deadline, deadline if self._hurry is None else self._hurry) - now
            if left <= 0:
                raise Lost("no reply in time")
            self._socket.settimeout(min(left, _TICK))
            try:
                data = self._socket.recv(65536)
            except (TimeoutError, ssl.SSLWantReadError):
                continue
            except OSError as exc:
                raise Lost(f"the connection was lost: {_cause(exc)}") from exc
            if not data:
                raise Lost("the server closed the connection")
            return data

    def start(self, data: bytes) -> str:
        """The beginning of what the server said, fit to be shown."""
        return shown(self.readable(data)[:_MOST_QUOTED])


def _cause(exc: OSError) -> str:
    return "no answer in time" if isinstance(exc, TimeoutError) else exc.strerror or type(exc).__name__


class ServerSession(Transport):
    """Opened, lost and closed in the same way over SMTP and over IMAP; each says how to greet, log in and part."""

    def __init__(self, server: Server, clock: Clock, hurried: Callable[[], bool] = lambda: False) -> None:
        self._server = server
        self._clock = clock
        self._hurried = hurried
        self._open_wire: Wire | None = None

    def open(self) -> None:
        self.close()
        server = self._server
        credentials = server.login() if server.login else None  # first: without them nothing is asked of the server
        self._open_wire = Wire(server, self._clock, self._hurried)
        try:
            self._start(credentials)
        except Lost as exc:
            self.close()
            raise self._trouble(str(exc), Exit.UNAVAILABLE) from exc
        except BaseException:
            self.close()
            raise
        failpoints.here("connected")

    def close(self) -> None:
        if self._open_wire is not None:
            failpoints.here("before-quit")
            self._say_good_bye(self._open_wire)
            self._hang_up()

    @property
    def _wire(self) -> Wire:
        if self._open_wire is None:
            raise Lost("not connected")
        return self._open_wire

    def _finish(self, last: bytes, claim: Callable[[], None], answer: Callable[[], Outcome]) -> Outcome:
        """The other side has all but the last bytes: the record is told, they go, and only the answer settles it.

        Without the record the connection ends, and nobody has the message; without the answer it is in doubt.
        """
        failpoints.here("body-given")
        self._wire.refuse_unasked()  # an answer that came too early would be taken for the answer to the last byte
        try:
            claim()
        except BaseException:
            self._hang_up()
            raise
        try:
            self._wire.send(last, self._server.timeout)
            failpoints.here("handed-over")
            outcome = answer()
        except Lost as exc:
            self._hang_up()
            return Outcome(State.UNKNOWN, f"after the message was handed over: {exc}", reconnect=True)
        failpoints.here("answered")
        return outcome

    def _hang_up(self) -> None:
        """Without a word: of an unfinished message the server has nothing."""
        if self._open_wire is not None:
            self._open_wire.close()
            self._open_wire = None

    def _start(self, credentials: Credentials | None) -> None:
        """Greet, encrypt, log in. What a server said it can do before encryption counts for nothing after it."""
        server, wire = self._server, self._wire
        if server.security == "tls":
            wire.encrypt(server.timeout)
        self._hear_greeting()
        self._learn()
        if server.security == "starttls":
            if refusal := self._ask_for_encryption():
                raise self._trouble(f"refusing to go on without encryption: {refusal}", Exit.NO_PERMISSION)
            wire.encrypt(server.timeout)
            self._learn()
        if credentials is not None:
            wire.hide(*credentials.forms())
            self._log_in(credentials)

    def _hear_greeting(self) -> None:
        raise NotImplementedError

    def _learn(self) -> None:
        """Ask what the server can do."""
        raise NotImplementedError

    def _ask_for_encryption(self) -> str:
        """Why the server will not; nothing if it will."""
        raise NotImplementedError

    def _log_in(self, credentials: Credentials) -> None:
        raise NotImplementedError

    def _say_good_bye(self, wire: Wire) -> None:
        raise NotImplementedError

    def _trouble(self, what: str, exit_code: Exit) -> JobnetError:
        return JobnetError(f"{self._server.where}: {what}", exit_code)

    def _login_refused(self, login: Credentials, said: object, exit_code: Exit) -> JobnetError:
        what = f"login as {login.user} refused: {said}. Check `user` and `password_command`"
        return self._trouble(f"{what}; many providers want an app password.", exit_code)
