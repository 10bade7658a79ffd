"""The folders of an IMAP account: their names as IMAP writes them, and which of them is the one for drafts."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

from jobnet.frozen import dataclass
from jobnet.patterns import pattern

_LIST = pattern(rb'\* LIST \(([^)]*)\) (?:"((?:\\.|[^"\\])*)"|NIL) (.+)$', re.IGNORECASE | re.DOTALL)
_QUOTED = pattern(rb'"((?:\\.|[^"\\])*)"', re.DOTALL)
_BASE64 = pattern(r"&([A-Za-z0-9+,]*)-")
_DRAFTS = frozenset(
    (
        "drafts draft entwürfe brouillons borradores rascunhos bozze concepten utkast kladder luonnokset robocze "
        "szkice koncepty piszkozatok ciorne черновики чернетки taslaklar πρόχειρα esborranys skice "
        "下書き 草稿 草稿箱 임시보관함"
    ).split()
) | {"wersje robocze"}
"""What mail programs call the folder, small."""


@dataclass(frozen=True)
class MailFolder:
    """One folder: what it is for, how its path is parted, its name as IMAP writes it."""

    uses: frozenset[bytes]
    delimiter: bytes
    name: bytes

    @property
    def shown(self) -> str:
        return decoded(self.name)

    @property
    def is_called_drafts(self) -> bool:
        """Whether it bears one of the names, on its own or below the inbox."""
        parent, _, last = self.shown.rpartition(self.delimiter.decode("latin-1") or "\0")
        return parent.upper() in {"", "INBOX"} and last.casefold() in _DRAFTS


def listed(lines: Iterable[bytes]) -> Iterator[MailFolder]:
    """The folders in the answer to LIST."""
    for line in lines:
        if entry := _LIST.match(line):
            quoted_name = _QUOTED.fullmatch(entry[3].strip())
            name = re.sub(rb"\\(.)", rb"\1", quoted_name[1]) if quoted_name else entry[3].strip()
            yield MailFolder(frozenset(entry[1].lower().split()), entry[2] or b"", name)


def quoted(value: bytes) -> bytes:
    """As an IMAP string. A line break cannot stand in one: a name that has one is not found again."""
    plain = re.sub(rb"[\r\n\0]", b" ", value)
    return b'"' + plain.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def encoded(name: str) -> bytes:
    """A folder's name as IMAP writes it: `Entwürfe` as `Entw&APw-rfe`."""

    def coded(run: re.Match[str]) -> str:
        raw = base64.b64encode(run.group().encode("utf-16-be")).decode("ascii")
        return f"&{raw.rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", coded, name.replace("&", "&-")).encode("ascii")


def decoded(name: bytes) -> str:
    """What `encoded` wrote; a name that is written otherwise as it stands."""

    def plain(run: re.Match[str]) -> str:
        if not run[1]:
            return "&"
        return base64.b64decode(run[1].replace(",", "/") + "=" * (-len(run[1]) % 4)).decode("utf-16-be")

    text = name.decode("utf-8", "backslashreplace")
    try:
        return _BASE64.sub(plain, text)
    except (UnicodeDecodeError, binascii.Error):
        return text
