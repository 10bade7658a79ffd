"""A small IMAP server: enough of the protocol to put drafts into folders and to look for them.

Threads on loopback. As a program (`python -m tests.delivery.imap_server LOG`) it prints its port and appends a line to LOG
for each message stored.
"""

from __future__ import annotations

import contextlib
import re
import socketserver
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Stored:
    """One message in a folder."""

    folder: str
    flags: str
    message_id: str
    data: bytes


class ImapServer:
    """Folders by name with their special use; `drop_after` closes the connection instead of answering the nth APPEND."""

    def __init__(
        self, folders: dict[str, str] | None = None, *, drop_after: int | None = None, stores_when_dropping: bool = True,
        log: Path | None = None, says: dict[str, Callable[[Callable[[str], None], str], bool]] | None = None,
    ) -> None:  # fmt: skip
        self.folders = dict(folders) if folders is not None else {"INBOX": "", "Drafts": "\\Drafts", "Sent": "\\Sent"}
        self.stored: list[Stored] = []
        self.drop_after = drop_after
        self.stores_when_dropping = stores_when_dropping
        self.log = log
        self.appends = 0
        self.says = says or {}
        """Instead of the answer to a command, or to the end of a letter (`END`): whether to answer after all."""
        self.tags: list[str] = []
        """The first word of each line."""
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    outer.session(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> ImapServer:  # noqa: PYI034
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def session(self, rfile, wfile) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001, C901, PLR0912
        def say(text: str) -> None:
            wfile.write(text.encode("latin-1") + b"\r\n")
            wfile.flush()

        selected = ""
        say("* OK ready")
        while raw := rfile.readline():
            line = raw.decode("latin-1").rstrip("\r\n")
            tag, _, rest = line.partition(" ")
            command, _, arguments = rest.partition(" ")
            self.tags.append(tag)
            if command in self.says and not self.says[command](say, tag):
                continue
            if command == "CAPABILITY":
                say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 LIST-EXTENDED SPECIAL-USE")
            elif command == "AUTHENTICATE" and " " not in arguments:
                say("+ ")
                rfile.readline()
            elif command == "LIST":
                for name, use in self.folders.items():
                    say(f'* LIST (\\HasNoChildren {use}) "/" "{name}"')
            elif command == "EXAMINE":
                selected = _unquoted(arguments)
            elif command == "UID":
                wanted = _unquoted(arguments.rsplit(" ", 1)[1])
                hits = [
                    i for i, each in enumerate(self.stored, 1) if (each.folder, each.message_id) == (selected, wanted)
                ]
                say(" ".join(["* SEARCH", *map(str, hits)]))
            elif command == "APPEND":
                found = re.fullmatch(r'("[^"]*"|\S+) \(([^)]*)\) \{(\d+)\}', arguments)
                assert found is not None
                say("+ go on")
                data = rfile.read(int(found[3]))
                if len(data) < int(found[3]) or not rfile.readline():
                    return
                self.appends += 1
                drops = self.appends == self.drop_after
                if not drops or self.stores_when_dropping:
                    self.store(_unquoted(found[1]), found[2], data)
                if drops:
                    return
                if "END" in self.says and not self.says["END"](say, tag):
                    continue
            elif command == "LOGOUT":
                say("* BYE")
                say(f"{tag} OK bye")
                return
            say(f"{tag} OK done")

    def store(self, folder: str, flags: str, data: bytes) -> None:
        found = re.search(rb"^Message-ID: (\S+)", data, re.MULTILINE | re.IGNORECASE)
        to = re.search(rb"^To: .*?<?([^\s<>]+@[^\s<>]+)>?\r$", data, re.MULTILINE)
        message_id = found[1].decode() if found else ""
        self.stored.append(Stored(folder, flags, message_id, data))
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"{to[1].decode() if to else ''} {message_id} -\n")


def _unquoted(text: str) -> str:
    return text.partition(" (")[0].strip('"')


def main() -> None:
    with ImapServer(log=Path(sys.argv[1])) as server:
        print(server.port, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
