"""Rows for the evaluation's tables: the door that only the snapshot may use.

Handed out are the columns that `evaluation.tables` declares, with the records' own numbers in
place of pseudonyms; names, contact details and free text have no column there. Persons with a
protected identity are counted, but without birth year and where they came from.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, CharField, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from framsteg.access import log
from framsteg.access.viewer import Viewer
from framsteg.blueprints import Blueprint, load_blueprint
from framsteg.foundation.codes import Channel, Part
from framsteg.records.models import (
    Assignment,
    Contact,
    EmployerContact,
    Enquiry,
    Enrolment,
    Event,
    FollowUp,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Programme,
    Target,
)
