"""One site for every attack: something on every page, and another programme that must stay shut.

It is built once and never committed; each test begins from it as it was.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.integration.attacks.attacked import Attacked, attacked
from tests.integration.attacks.walk import Answered, walk


@pytest.fixture(scope="package")
def site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Attacked]:
    folder: Path = tmp_path_factory.mktemp("attacked")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(settings, "SNAPSHOTS", folder / "snapshots")
        patch.setattr(settings, "MEDIA_ROOT", folder / "files")
        with transaction.atomic():
            yield attacked()
            transaction.set_rollback(True)


@pytest.fixture(scope="package")
def answered(site: Attacked, django_db_blocker: Any) -> list[Answered]:
    """Every address of the site as it was answered, by whom it is for."""
    with django_db_blocker.unblock():
        return walk(site)
