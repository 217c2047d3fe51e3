"""`framsteg serve`: the web server and a worker, started and stopped together."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Annotated

import typer

from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _

HELP = _("Serve the site, with a worker beside it. Stop it with Ctrl-C.")
# Requests under way are let finish; a task is let finish or is taken up again by the next worker.
PATIENCE_SECONDS = 20

Host = Annotated[str, typer.Option(help=_("Address to listen on."))]
Port = Annotated[int, typer.Option(help=_("Port to listen on."), min=0, max=65535)]
Workers = Annotated[
    int | None, typer.Option(help=_("Web processes; else FRAMSTEG_WORKERS."), min=1, max=64)
]
WithWorker = Annotated[
    bool, typer.Option("--worker/--no-worker", help=_("Run a worker for tasks as well."))
]


def command(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = None,
    worker: WithWorker = True,
) -> None:
    ready()
    from django.conf import settings

    from framsteg.config import metrics

    if not settings.DEBUG:
        _collect_static()
    os.environ[metrics.FOLDER] = metrics.new_folder(settings.FRAMSTEG_DATA)
    commands = [_web(host, port, workers or settings.ENV.workers)]
    if worker:
        commands.append([sys.executable, "-m", "framsteg.config.cli", "worker"])
    typer.echo(_("Framsteg is at http://{host}:{port}").format(host=host, port=port), err=True)
    stopped_by_itself = _run_together(commands)
    if stopped_by_itself:
        raise Refused(_("The server stopped; the lines above say why."))


def _web(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--respawn-failed-workers", "--log-level", "warning",
        "--workers-kill-timeout", str(PATIENCE_SECONDS - 5), "framsteg.config.wsgi:application",
    ]  # fmt: skip


def _collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _run_together(commands: list[list[str]]) -> bool:
    """Run until told to stop (False) or until one of them ends by itself (True)."""
    told: list[int] = []

    def tell(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    # Sessions of their own: Ctrl-C reaches us alone, and we stop them in order.
    running = [
        subprocess.Popen(command, start_new_session=True, env=dict(os.environ))
        for command in commands
    ]
    try:
        while not told and all(child.poll() is None for child in running):
            time.sleep(0.2)
    finally:
        _stop(running)
        for number, handler in before.items():
            signal.signal(number, handler)
    return not told


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for child in running:
        child.terminate()
    until = time.monotonic() + PATIENCE_SECONDS
    for child in running:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
