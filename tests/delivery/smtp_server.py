"""A mail server that does as a script says: what happens, at which phase, for which message; and logs what it accepted.

Threads on loopback. As a program (`python -m tests.delivery.smtp_server LOG`) it serves without faults, prints its port
and appends one line to LOG for each message accepted.
"""

from __future__ import annotations

import contextlib
import re
import socket
import socketserver
import ssl  # noqa: TC003
import struct
import sys
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

PHASES = (
    "connect", "banner", "EHLO", "STARTTLS", "handshake", "EHLO2", "AUTH", "MAIL", "RCPT", "DATA", "body", "dot", "QUIT",
)  # fmt: skip
ACTIONS = ("ok", "4xx", "5xx", "421", "close", "rst", "silence", "drip", "garbage", "overlong", "extra")
_BAD = {"4xx": b"451 4.3.0 not now\r\n", "5xx": b"550 5.1.1 no\r\n", "421": b"421 4.3.2 closing\r\n"}
_SPECIAL = {
    ("AUTH", "4xx"): b"454 4.7.0 not now\r\n",
    ("AUTH", "5xx"): b"535 5.7.8 bad password\r\n",
    ("MAIL", "5xx"): b"550 5.1.8 sender unknown\r\n",
    ("banner", "5xx"): b"554 no service\r\n",
}
HANG = 30.0


@dataclass(frozen=True)
class Fault:
    """At the nth time of this phase, do this. At the dot, `accepts` says whether the message is taken all the same."""

    phase: str
    action: str
    nth: int = 1
    accepts: bool = False
    reply: bytes = b""
    """Say this instead of the usual words for the action."""


@dataclass(frozen=True)
class Accepted:
    """One message the server took responsibility for."""

    sender: str
    recipient: str
    message_id: str
    digest: str
    data: bytes = field(repr=False)


class _End(Exception):  # noqa: N818
    """This connection is over."""


class SmtpServer:
    """The server; use it as a context manager."""

    def __init__(
        self,
        *faults: Fault,
        tls: ssl.SSLContext | None = None,
        implicit_tls: bool = False,
        features: tuple[str, ...] = ("AUTH PLAIN LOGIN XOAUTH2", "SMTPUTF8", "8BITMIME"),
        log: Path | None = None,
    ) -> None:
        self.faults = list(faults)
        self.tls = tls
        self.implicit_tls = implicit_tls
        self.features = features
        self.log = log
        self.accepted: list[Accepted] = []
        self.connections = 0
        self.heard: list[str] = []
        self.lock = threading.Lock()
        self.counts: dict[str, int] = {}
        self.over = threading.Event()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                session = _Session(outer, self.request)
                with contextlib.suppress(_End, OSError):
                    session.run()
                with contextlib.suppress(OSError):
                    session.connection.close()

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64

            def server_bind(self) -> None:
                # So small that a long message is not swallowed whole: who sends it waits for us to read.
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
                super().server_bind()

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> SmtpServer:  # noqa: PYI034
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def passing(self, phase: str) -> Fault | None:
        """The fault planned for this passing of the phase."""
        with self.lock:
            self.counts[phase] = self.counts.get(phase, 0) + 1
            return next((f for f in self.faults if f.phase == phase and f.nth == self.counts[phase]), None)

    def accept(self, message: Accepted) -> None:
        with self.lock:
            self.accepted.append(message)
            if self.log is not None:
                with self.log.open("a", encoding="utf-8") as log:
                    log.write(f"{message.recipient} {message.message_id} {message.digest}\n")

    @property
    def recipients(self) -> list[str]:
        return [each.recipient for each in self.accepted]


class _Session:
    """One connection."""

    def __init__(self, server: SmtpServer, connection: socket.socket) -> None:
        self.server = server
        self.connection = connection
        self.buffer, self.read = b"", 0
        with server.lock:
            server.connections += 1

    def run(self) -> None:  # noqa: C901
        self.connection.settimeout(HANG)
        self.meet("connect", b"")
        if self.server.implicit_tls:
            self.encrypt()
        self.meet("banner", b"220 mail.example.com ready\r\n")
        encrypted = self.server.implicit_tls
        sender = recipient = ""
        while True:
            line = self.line()
            command = line.upper()
            with self.server.lock:
                self.server.heard.append(line)
            if command.startswith("EHLO"):
                self.meet("EHLO2" if encrypted else "EHLO", self.greeting(encrypted))
            elif command == "STARTTLS":
                self.meet("STARTTLS", b"220 go on\r\n")
                self.meet("handshake", b"")
                self.encrypt()
                encrypted = True
            elif command.startswith("AUTH"):
                self.log_in(line)
            elif command.startswith("MAIL"):
                sender = line[line.find("<") + 1 : line.rfind(">")]
                self.meet("MAIL", b"250 2.1.0 ok\r\n")
            elif command.startswith("RCPT"):
                recipient = line[line.find("<") + 1 : line.rfind(">")]
                self.meet("RCPT", b"250 2.1.5 ok\r\n")
            elif command == "DATA":
                if self.meet("DATA", b"354 go on\r\n"):
                    self.receive(sender, recipient)
            elif command == "RSET":
                self.say(b"250 2.0.0 ok\r\n")
            elif command == "QUIT":
                self.meet("QUIT", b"221 2.0.0 bye\r\n")
                return
            else:
                self.say(b"502 5.5.1 what\r\n")

    def greeting(self, encrypted: bool) -> bytes:
        features = [] if encrypted or self.server.tls is None else ["STARTTLS"]
        lines = ["mail.example.com", *self.server.features, *features]
        return "".join(f"250{'-' if i < len(lines) - 1 else ' '}{each}\r\n" for i, each in enumerate(lines)).encode()

    def log_in(self, line: str) -> None:
        words = line.split()
        if words[1].upper() == "LOGIN":
            self.say(b"334 VXNlcm5hbWU6\r\n")
            self.line()
            self.say(b"334 UGFzc3dvcmQ6\r\n")
            self.line()
        self.meet("AUTH", b"235 2.7.0 welcome\r\n")

    def receive(self, sender: str, recipient: str) -> None:
        lines = []
        first = True
        while (raw := self.raw_line()) != b".\r\n":
            lines.append(raw[1:] if raw.startswith(b".") else raw)
            if first:
                first = False
                self.meet("body", b"")
        data = b"".join(lines)
        found = re.search(rb"^Message-ID: (\S+)", data, re.MULTILINE | re.IGNORECASE)
        message = Accepted(sender, recipient, found[1].decode() if found else "", sha256(data).hexdigest(), data)
        fault = self.server.passing("dot")
        action = fault.action if fault else "ok"
        if action in {"ok", "extra"} or (fault and fault.accepts):
            self.server.accept(message)
        self.act("dot", fault, b"250 2.0.0 taken\r\n")

    def meet(self, phase: str, good: bytes) -> bool:
        """Say the usual, or what the script has for this passing; whether it was the usual."""
        fault = self.server.passing(phase)
        self.act(phase, fault, good)
        return fault is None or fault.action in {"ok", "extra"}

    def act(self, phase: str, fault: Fault | None, good: bytes) -> None:  # noqa: C901, PLR0912
        action = fault.action if fault else "ok"
        if fault and fault.reply:
            self.say(fault.reply)
        elif action == "ok":
            self.say(good)
        elif action in _BAD:
            self.say(_SPECIAL.get((phase, action), _BAD[action]))
        elif action == "extra":
            self.say(good + b"250 2.0.0 and more\r\n")
        elif action == "garbage":
            self.say(b"\x1b]0;owned\x07 <html>hello</html>\r\n")
        elif action == "overlong":
            self.say(b"250 " + b"x" * 9000 + b"\r\n")
        elif action == "drip":
            for byte in good or b"250 ok\r\n":
                self.say(bytes([byte]))
                if self.server.over.wait(0.5):
                    break
        elif action == "endless":  # not of the table: one more line, and one more
            while not self.server.over.wait(0.2):
                self.say(b"250-2.0.0 still at it\r\n")
        elif action == "silence":
            self.server.over.wait(HANG)
        if action in {"close", "rst", "421", "silence"}:
            self.end(reset=action == "rst")

    def end(self, *, reset: bool) -> None:
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise _End

    def encrypt(self) -> None:
        if self.server.tls is not None:
            self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)

    def say(self, data: bytes) -> None:
        if data:
            self.connection.sendall(data)

    def line(self) -> str:
        return self.raw_line().rstrip(b"\r\n").decode("utf-8", "replace")

    def raw_line(self) -> bytes:
        while (end := self.buffer.find(b"\n", self.read)) < 0:
            data = self.connection.recv(65536)
            if not data:
                raise _End
            self.buffer, self.read = self.buffer[self.read :] + data, 0
        line, self.read = self.buffer[self.read : end + 1], end + 1
        return line


def main() -> None:
    with SmtpServer(log=Path(sys.argv[1])) as server:
        print(server.port, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
