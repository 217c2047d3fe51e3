"""Who opens which address, for the tests that go through every page.

Addresses of an area can stand here as a dictionary of their own, which the test takes in.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.functional import (
    examples_chairs,
    examples_employers,
    examples_identity,
    examples_jobs,
    examples_persons,
    examples_reports,
    examples_rights,
    examples_steering,
    examples_support,
    examples_team,
    plan_pages,
)

# Who opens the page; where two words stand, the second names what is opened (see `Ids`).
ANYONE, COACH, LEAD, ADMINISTRATOR = "anyone", "coach", "lead", "administrator"
PARTNER, OFFICER = "coach of another organisation", "data protection officer"


@dataclass(frozen=True)
class Visit:
    """Who opens an address, and what its parts are beside the usual ones."""

    by: str
    ids: dict[str, Any] = field(default_factory=dict)
    query: str = ""


def at(by: str, query: str = "", **ids: Any) -> Visit:
    return Visit(by, ids, query)


CONSENTS = {
    "deltagare/<int:enrolment_id>/samtycken/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/nytt/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/blankett/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/utskrift/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/bekrafta/": at(PARTNER),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/<int:receiver_id>/": at(
        COACH
    ),
    "deltagare/<int:enrolment_id>/samtycken/annan-grund/": at(COACH),
    "deltagare/<int:enrolment_id>/samtycken/annan-grund/<int:ground_id>/avsluta/": at(COACH),
}

PAGES = {
    **CONSENTS,
    "konto/login/": at(ANYONE),
    "konto/logout/": at(COACH),
    "konto/inactive/": at(ANYONE),
    "konto/signup/": at(ANYONE),
    "konto/reauthenticate/": at(COACH),
    "konto/password/change/": at(COACH),
    "konto/password/reset/": at(ANYONE),
    "konto/password/reset/done/": at(ANYONE),
    "konto/password/reset/key/done/": at(ANYONE),
    "konto/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": at(ANYONE, key="reset"),
    **{route: at(COACH) for route in examples_identity.OWN | examples_identity.BY_COACH},
    "komponenter/": at(ADMINISTRATOR),
    "bakgrundsarbete/": at(ADMINISTRATOR),
    "om/": at(COACH),
    "tillganglighet/": at(COACH),
    "": at(COACH),
    "min-dag/<slug:kind>/": at(COACH, kind="next_step"),
    "deltagare/": at(COACH),
    "deltagare/dubbletter/": at(COACH),
    "deltagare/<int:kept_id>/samma-person/<int:double_id>/": at(
        COACH, kept_id="person", double_id="person"
    ),
    "deltagare/vyer/": at(COACH),
    "deltagare/vyer/ny/": at(COACH, query="?need=silent"),
    "deltagare/byt-coach/": at(COACH),
    "deltagare/<int:enrolment_id>/": at(COACH),
    "deltagare/<int:enrolment_id>/historik/": at(COACH),
    "kontakt/": at(COACH),
    "deltagare/<int:enrolment_id>/kontakt/": at(COACH),
    "deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/": at(COACH),
    "forfragningar/": at(COACH),
    "forfragningar/ny/": at(COACH),
    "forfragningar/<int:enquiry_id>/": at(COACH),
    "forfragningar/<int:enquiry_id>/andra/": at(COACH),
    "forfragningar/<int:enquiry_id>/mote/": at(COACH),
    "forfragningar/<int:enquiry_id>/vantelista/": at(COACH),
    "forfragningar/<int:enquiry_id>/nej/": at(COACH),
    "forfragningar/<int:enquiry_id>/drar-sig-ur/": at(COACH),
    "forfragningar/<int:enquiry_id>/oppna-igen/": at(COACH),
    "forfragningar/<int:enquiry_id>/ja-till-samtal/": at(COACH),
    "forfragningar/<int:enquiry_id>/ja-till-samtal/blankett/": at(COACH),
    "forfragningar/<int:enquiry_id>/ja-till-samtal/aterta/": at(COACH),
    "forfragningar/<int:enquiry_id>/forsta-samtalet/": at(COACH),
    "deltagare/ny/": at(COACH),
    "deltagare/<int:enrolment_id>/fas/": at(COACH),
    "deltagare/<int:enrolment_id>/avslut/": at(COACH),
    "deltagare/<int:enrolment_id>/avslut/aterta/": at(COACH, enrolment_id="left"),
    "deltagare/<int:enrolment_id>/coacher/": at(COACH),
    "deltagare/<int:enrolment_id>/coacher/<int:staff_id>/avsluta/": at(COACH),
    "deltagare/<int:enrolment_id>/samverkan/": at(COACH),
    "deltagare/<int:enrolment_id>/samverkan/<int:staff_id>/avsluta/": at(COACH, staff_id="partner"),
    "deltagare/<int:enrolment_id>/uppgifter/": at(COACH),
    "deltagare/<int:enrolment_id>/kontaktuppgifter/": at(COACH),
    "deltagare/<int:enrolment_id>/uppgift/<slug:field>/": at(COACH, field="phone"),
    "deltagare/<int:enrolment_id>/text/<slug:part>/": at(COACH),
    **{address: at(COACH) for address in examples_employers.BY_COACH},
    "deltagare/<int:enrolment_id>/sysselsattning/": at(COACH),
    "sysselsattning/<int:placement_id>/andel/": at(COACH),
    "sysselsattning/<int:placement_id>/slut/": at(COACH),
    "sysselsattning/<int:placement_id>/andra/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/sedan-sist/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/over-tid/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/sjalv/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/undantag/": at(COACH),
    "svar/tack/": at(ANYONE),
    "svar/<str:token>/": at(ANYONE, token="answer"),
    "deltagare/<int:enrolment_id>/journal/": at(COACH),
    "deltagare/<int:enrolment_id>/journal/<slug:subject>/<int:subject_id>/": at(
        COACH, subject="contact", subject_id="contact"
    ),
    "deltagare/<int:enrolment_id>/dokument/": at(COACH),
    "deltagare/<int:enrolment_id>/dokument/<slug:kind>/ny/": at(COACH),
    "dokument/<int:document_id>/": at(COACH),
    "dokument/<int:document_id>/utgava/<int:number>/": at(COACH),
    "dokument/<int:document_id>/skriv/<slug:section>/": at(COACH),
    "dokument/<int:document_id>/andra/": at(COACH),
    "dokument/<int:document_id>/avsluta/": at(COACH),
    "dokument/<int:document_id>/historik/": at(COACH),
    "dokument/<int:document_id>/skriv-under/": at(COACH),
    "insatser/": at(ADMINISTRATOR),
    "insatser/<slug:key>/": at(ADMINISTRATOR),
    "insatser/<slug:key>/mellan-stolarna/": at(COACH),
    "insatser/<slug:key>/overlamning/": at(COACH),
    "insatser/<slug:key>/overlamning/fraga/": at(COACH),
    "insatser/<slug:key>/overlamning/svar/": at(COACH),
    "insatser/<slug:key>/overlamning/slutfor/": at(COACH),
    "insatser/<slug:key>/avsluta/": at(LEAD, key="natkraft"),
    "deltagare/<int:enrolment_id>/overlamning/": at(COACH),
    "overlamning/<int:hand_over_id>/": at(COACH),
    "insatser/<slug:key>/enheter/": at(COACH),
    "insatser/<slug:key>/medarbetare/": at(ADMINISTRATOR),
    "insatser/<slug:key>/medarbetare/<int:staff_id>/<slug:role>/": at(ADMINISTRATOR),
    "insatser/<slug:key>/pengar/": at(ADMINISTRATOR),
    "mallar/": at(ADMINISTRATOR),
    "mallar/<slug:key>/": at(ADMINISTRATOR),
    "mallar/<slug:key>/starta/": at(ADMINISTRATOR, key="varna"),
    "mallar/<slug:key>/<int:version>/": at(ADMINISTRATOR),
    "resultat/": at(LEAD),
    "resultat/<slug:key>/": at(LEAD, key="natkraft"),
    "listor/": at(LEAD),
    "listor/ny/": at(LEAD),
    "listor/<int:batch_id>/": at(LEAD, batch_id="loaded"),
    "listor/<int:batch_id>/blad/": at(LEAD, batch_id="unreadable"),
    "listor/<int:batch_id>/kolumner/": at(LEAD, batch_id="unknown"),
    "listor/<int:batch_id>/ord/": at(LEAD, batch_id="unknown"),
    "listor/<int:batch_id>/granska/": at(LEAD, batch_id="faulty"),
    "listor/<int:batch_id>/kasta/": at(LEAD, batch_id="faulty"),
    "listor/<int:batch_id>/angra/": at(LEAD, batch_id="loaded"),
}

# Not pages: they answer a form, a script or a download.
NOT_PAGES = {
    "bakgrundsarbete/<uuid:task_id>/igen/", "bakgrundsarbete/<uuid:task_id>/undan/",
    "deltagare/<int:enrolment_id>/uppgift/<slug:field>/<int:event_id>/aterta/",
    "deltagare/sammanslagning/<int:merge_id>/angra/",
    "insatser/<slug:key>/enheter/<int:unit_id>/",
    "deltagare/vyer/<int:view_id>/ta-bort/", "deltagare/vyer/<int:view_id>/angra/",
    "deltagare/vyer/<int:view_id>/dela/", "coachbyte/<uuid:batch>/angra/",
    "coachbyte/<int:change_id>/last/",
    "sprak/setlang/", "utseende/", "deltagare/sok/", "kontakt/<int:contact_id>/angra/",
    "deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/klart/", "deltagare/ny/villkor/",
    "deltagare/<int:enrolment_id>/uppfoljning/sjalv/lank/",
    "uppfoljning/undantag/<int:exemption_id>/angra/",
    "deltagare/<int:enrolment_id>/uppfoljning/sjalv/aterkalla/",
    "deltagare/<int:enrolment_id>/uppfoljning/sjalv/skarm/",
    "sysselsattning/<int:placement_id>/slut/angra/", "uppfoljning/<int:follow_up_id>/angra/",
    "resultat/<slug:key>/fornya/", "resultat/<slug:key>/<str:measure>.<slug:form>",
    "utkast/", "utkast/kasta/", "journal/<int:copy_id>/angra/",
    "insatser/<slug:key>/oppna-igen/", "deltagare/<int:enrolment_id>/overlamning/slutfor/",
    "overlamning/<int:hand_over_id>/angra/", "listor/<int:batch_id>/igen/",
    "listor/<int:batch_id>/fel.csv", "listor/<int:batch_id>/bortlamnade.csv",
    "listor/<int:batch_id>/svar.yaml", "api/resultat/<slug:key>/",
    "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/utskrift.<slug:form>",
    "dokument/<int:document_id>/avsluta/angra/", "dokument/<int:document_id>/angra/",
    "dokument/<int:document_id>/utskrift.<slug:form>", "dokument/<int:document_id>/behall/",
    "dokument/<int:document_id>/utgava/<int:number>/utskrift.<slug:form>",
    "dokument/<int:document_id>/fyll-i/", "underskrift/<int:signature_id>/angra/",
} | examples_employers.NOT_PAGES | examples_jobs.NOT_PAGES | plan_pages.NOT_PAGES  # fmt: skip
NOT_PAGES |= examples_chairs.NOT_PAGES
PAGES |= {route: at(COACH, **ids) for route, ids in examples_chairs.PAGES.items()}
PAGES |= {route: at(COACH) for route in plan_pages.PAGES}
PAGES |= {route: at(COACH, **ids) for route, ids in examples_jobs.PAGES.items()}
PAGES |= {route: at(COACH, **ids) for route, ids in examples_support.PAGES.items()}
NOT_PAGES |= examples_support.NOT_PAGES
NOT_PAGES |= examples_team.NOT_PAGES
PAGES |= {route: at(COACH, **ids) for route, ids in examples_team.PAGES.items()}
NOT_PAGES |= examples_persons.NOT_PAGES
PAGES |= {route: at(COACH, **ids) for route, ids in examples_persons.PAGES.items()}
NOT_PAGES |= examples_steering.NOT_PAGES
PAGES |= {route: at(LEAD, key="natkraft", **ids) for route, ids in examples_steering.PAGES.items()}
NOT_PAGES |= examples_rights.NOT_PAGES
PAGES |= {route: at(LEAD, **ids) for route, ids in examples_rights.PAGES.items()}
NOT_PAGES |= examples_identity.NOT_PAGES
PAGES |= {
    route: at(ADMINISTRATOR, **ids) for route, ids in examples_identity.BY_ADMINISTRATOR.items()
}
PAGES |= {route: at(ANYONE, **ids) for route, ids in examples_identity.BY_ANYONE.items()}
NOT_PAGES |= examples_reports.NOT_PAGES
PAGES |= {route: at(LEAD, key="natkraft", **ids) for route, ids in examples_reports.PAGES.items()}
PAGES |= {route: at(COACH, **ids) for route, ids in examples_reports.OF_A_PERSON.items()}
PAGES |= {route: at(OFFICER, **ids) for route, ids in examples_identity.BY_OFFICER.items()}
