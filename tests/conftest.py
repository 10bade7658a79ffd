"""No test touches the world: no home folder, no network but loopback, a fixed day."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2026, 10, 15)
_MEMORY = "/dev/shm"  # noqa: S108 (each test has a folder of its own in it)
_ENOUGH = 2 * 1024**3


def pytest_configure() -> None:
    """Folders of tests in memory, where there is room for them and programs in them may run.

    What jobnet writes it also syncs, and a disk that does so takes most of the time of many a test.
    """
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ENOUGH:
        return
    if not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        tempfile.tempdir = _MEMORY
        os.environ["PYTEST_DEBUG_TEMPROOT"] = _MEMORY


def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: many tests wait, for a server's silence or for cron's next minute."""
    return (os.cpu_count() or 1) * 3 // 2 + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files; review the diff by eye")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first: a mistake should be known within seconds."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture(autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path_factory.mktemp("nobody")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(nowhere))
    for name in (
        "JOBNET_PROFILE",
        "JOBNET_TODAY",
        "JOBNET_CONFIG",
        "JOBNET_STATE",
        "JOBNET_SMTP_PASSWORD",
        "JOBNET_DEBUG",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test wanted to reach {address}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty folder to work in; see `program.listing` for what is in it."""
    return tmp_path
