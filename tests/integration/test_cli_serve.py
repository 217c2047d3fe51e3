"""`framsteg serve`: the site answers, a worker stands beside it, and both stop when told."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.integration.conftest import environment

PATIENCE = 60


@pytest.fixture
def address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def serving(installed: Path, address: str) -> "Iterator[subprocess.Popen[str]]":
    """A started `framsteg serve` that already answers."""
    command = [sys.executable, "-m", "framsteg.config.cli", "serve", "--workers", "1"]
    process = subprocess.Popen(
        [*command, "--port", address.rsplit(":", 1)[1]],
        env=environment(DATA=str(installed), LANGUAGE="en"),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not answers(address):
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < until
            time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def answers(address: str) -> bool:
    try:
        with urlopen(f"http://{address}/konto/login/", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def children(process: "subprocess.Popen[str]") -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(number) for number in listed.split()]


def gone(number: int) -> bool:
    return not Path(f"/proc/{number}").exists()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_server_and_worker_stop_when_told(
    serving: "subprocess.Popen[str]", address: str, told: signal.Signals
) -> None:
    started = children(serving)
    assert len(started) == 2

    serving.send_signal(told)

    said = serving.communicate(timeout=PATIENCE)[1]
    assert serving.returncode == 0
    assert f"Framsteg is at http://{address}" in said
    assert "Traceback" not in said
    assert all(gone(number) for number in started)
    assert not answers(address)


def test_server_stops_with_a_fault_when_its_worker_is_killed(
    serving: "subprocess.Popen[str]",
) -> None:
    started = children(serving)

    os.kill(started[-1], signal.SIGKILL)

    said = serving.communicate(timeout=PATIENCE)[1]
    assert serving.returncode == 1
    assert "The server stopped" in said
    assert all(gone(number) for number in started)


@pytest.mark.usefixtures("serving")
def test_what_the_web_processes_count_is_added_up_for_a_monitor(address: str) -> None:
    answers(address)

    with urlopen(f"http://{address}/ready", timeout=PATIENCE) as ready:
        assert ready.status == 200
    with urlopen(f"http://{address}/metrics", timeout=PATIENCE) as metrics:
        told = metrics.read().decode()
    counted = re.search(
        r'framsteg_requests_total\{method="GET",status="200",view="account_login"\} (\S+)', told
    )
    assert counted is not None
    assert float(counted[1]) >= 2  # the one that waited for it to answer, and ours
    assert "framsteg_database_up 1.0" in told
