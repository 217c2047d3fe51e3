"""What the employers' pages share: who may open them, and the way back."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.employers import EmployerFile


def coach(request: HttpRequest) -> Viewer:
    """The register is for those who work with employers."""
    viewer: Viewer = request.viewer
    if not viewer.writes_in:
        raise access.NotFound
    return viewer


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number from the address, or None."""
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def query(**values: object) -> str:
    """An address's query of what has a value."""
    told = {name: value for name, value in values.items() if value}
    return f"?{urlencode(told)}" if told else ""


def back(file: EmployerFile | None = None) -> dict[str, str]:
    """The way back: to the employer, or to the register."""
    if file is None:
        return {"url": reverse("employers:list"), "label": _("Employers")}
    return back_to(file.employer_id, file.name)


def back_to(employer_id: int, name: str) -> dict[str, str]:
    return {"url": reverse("employers:show", args=[employer_id]), "label": name}
