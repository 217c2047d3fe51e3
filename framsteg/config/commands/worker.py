"""`framsteg worker`: do what the web pages leave for later, and the regular chores."""

import os
import threading

from framsteg.config.ready import ready
from framsteg.config.words import _

HELP = _("Run the tasks that the pages leave for later, and the regular chores.")


def command() -> None:
    ready()
    from django.core.management import call_command

    from framsteg.config import chores

    stopping = threading.Event()
    clock = threading.Thread(target=chores.keep_time, args=(stopping,), daemon=True)
    clock.start()
    try:
        call_command(
            "db_worker",
            queue_name="*",
            reload=False,
            startup_delay=False,
            verbosity=0,
            worker_id=f"worker-{os.uname().nodename[:40]}-{os.getpid()}",
        )
    finally:
        stopping.set()
        clock.join(timeout=5)
