"""What the worker does for the steering groups by the clock."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from framsteg.web import steering


@task()
def make_steering_packs() -> None:
    """Make the packs of the meetings that are near, in the installation's language."""
    with override(settings.LANGUAGE_CODE):
        steering.make_due_packs(timezone.localdate(), timezone.now())
