"""The employers' addresses for `test_every_page`, opened by a coach, and what stands on them."""

from typing import Any

from framsteg.access import Viewer
from framsteg.actions import contact_persons, employer_register, employers, workplaces
from framsteg.foundation.codes import ConsentGiven

BY_COACH = {
    "arbetsgivare/",
    "arbetsgivare/ny/",
    "arbetsgivare/kontakt/",
    "arbetsgivare/kommuner/",
    "arbetsgivare/veckor/",
    "arbetsgivare/dubbletter/",
    "arbetsgivare/<int:employer_id>/",
    "arbetsgivare/<int:employer_id>/kontakt/",
    "arbetsgivare/<int:employer_id>/andra/",
    "arbetsgivare/<int:employer_id>/profil/",
    "arbetsgivare/<int:employer_id>/arbetsplats/",
    "arbetsgivare/<int:employer_id>/overlamning/",
    "arbetsgivare/<int:employer_id>/kontaktperson/",
    "arbetsgivare/kontaktperson/<int:person_id>/",
    "arbetsgivare/kontaktperson/<int:person_id>/bort/",
    "arbetsgivare/<int:kept_id>/sla-ihop/<int:double_id>/",
    "arbetsplats/<int:workplace_id>/",
    "arbetsplats/<int:workplace_id>/andra/",
    "arbetsplats/<int:workplace_id>/stang/",
    "arbetsplats/<int:workplace_id>/uppgift/",
    "arbetsplats/uppgift/<int:task_id>/",
    "arbetsplats/uppgift/<int:task_id>/bort/",
}
NOT_PAGES = {
    "arbetsgivare/namn/",
    "arbetsgivare/kontakt/<int:contact_id>/angra/",
    "arbetsgivare/kontakt/<int:contact_id>/klart/",
    "arbetsgivare/sammanslagning/<int:merge_id>/angra/",
    "arbetsgivare/<int:first_id>/inte/<int:second_id>/",
    "arbetsgivare/<int:first_id>/kanske/<int:second_id>/",
    "arbetsplats/<int:workplace_id>/oppna/",
}


def stood_up(by: Viewer, employer: int) -> dict[str, Any]:
    """A workplace with a task, somebody to talk to, a keeper, and another employer so alike."""
    place = employers.add_workplace(by=by, employer_id=employer, name="Torget", municipality="Umeå")
    task = workplaces.add_task(
        by=by, workplace_id=place, what="Fylla på hyllorna", rhythm="daily", carving="yes",
        way="redistribute", by_whom="butikspersonalen", note="Varorna kommer klockan sju.",
    )  # fmt: skip
    person = contact_persons.add(
        by=by, employer_id=employer, name="Sigrid Sandell", title="Butikschef", agreed=True,
        phone="070-123 45 67", agreed_on=by.today, agreed_how=ConsentGiven.ORAL,
    )  # fmt: skip
    employer_register.hand_over(
        by=by, employer_id=employer, to_staff_id=by.staff_id or 0, note="Ring på tisdagar."
    )
    double = employers.add(by=by, name="Brödboden på Torget AB")
    return {
        "workplace_id": place, "task_id": task, "person_id": person, "kept_id": employer,
        "double_id": double,
    }  # fmt: skip
