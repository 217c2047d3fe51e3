"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from framsteg.config import telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framsteg.config.settings")

application = get_wsgi_application()
telemetry.start("framsteg-web")

# What was loaded at the start stays: a collection need not walk through it at every turn.
gc.freeze()
