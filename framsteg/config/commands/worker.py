"""`framsteg worker`: do what the web pages leave for later, and the regular chores."""

import threading

from framsteg.config.ready import ready
from framsteg.config.words import _

HELP = _("Run the tasks that the pages leave for later, and the regular chores.")


def command() -> None:
    ready()
    from framsteg.config import chores, working

    worker = working.Worker(working.new_id())
    worker.configure_signals()
    stopping = threading.Event()
    with working.sign_of_life(worker.worker_id):
        clock = threading.Thread(
            target=chores.keep_time, args=(stopping, worker.worker_id), daemon=True
        )
        clock.start()
        try:
            worker.work()
        finally:
            stopping.set()
            clock.join(timeout=5)
