"""A session with one mail server: opened, lost and closed in the same way over SMTP and over IMAP."""

from __future__ import annotations

from collections.abc import Callable

from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.transports.base import Lost, Transport
from jobnet.delivery.transports.connection import Wire
from jobnet.delivery.transports.server import Credentials, Server
from jobnet.errors import Exit, JobnetError


class ServerSession(Transport):
    """What each protocol adds: how to begin, and how to say good-bye."""

    def __init__(self, server: Server, clock: Clock, hurried: Callable[[], bool] = lambda: False) -> None:
        self._server = server
        self._clock = clock
        self._hurried = hurried
        self._open_wire: Wire | None = None

    def open(self) -> None:
        self.close()
        server = self._server
        credentials = server.credentials()  # first: one that cannot be had is no fault of the server
        self._open_wire = Wire.connect(server.host, server.port, server.timeout, self._clock, self._hurried)
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

    def _claim(self, claim: Callable[[], None]) -> None:
        """The other side has all but the last byte: now the record is told, or the connection ends without it."""
        failpoints.here("body-given")
        self._wire.refuse_unasked()  # an answer that came too early would be taken for the answer to the last byte
        try:
            claim()
        except BaseException:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        """Without a word: of an unfinished message the server has nothing."""
        if self._open_wire is not None:
            self._open_wire.close()
            self._open_wire = None

    def _start(self, credentials: Credentials | None) -> None:
        raise NotImplementedError

    def _say_good_bye(self, wire: Wire) -> None:
        raise NotImplementedError

    def _trouble(self, what: str, exit_code: Exit) -> JobnetError:
        return JobnetError(f"{self._server.where}: {what}", exit_code)

    def _login_refused(self, login: Credentials, said: object, exit_code: Exit) -> JobnetError:
        what = f"login as {login.user} refused: {said}. Check `user` and `password_command`"
        return self._trouble(f"{what}; many providers want an app password.", exit_code)
