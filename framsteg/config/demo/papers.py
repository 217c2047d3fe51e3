"""Documents of the invented people: a profile for each, and the whole shelf for a few."""

from random import Random
from typing import Any

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import documents, signing
from framsteg.foundation.codes import DocumentKind, Signatory, SignedHow
from framsteg.rules.dates import add_months

Sections = dict[str, dict[str, Any]]

PROFILES: tuple[Sections, ...] = (
    {
        "wishes": {
            "dream": "Något med händerna, gärna där man ser vad man har gjort.",
            "interests": "Lagar cyklar åt halva huset. Läser mycket om fåglar.",
            "not": "Telefon och kassa.",
        },
        "strengths": {
            "strengths": [
                {"strength": "Noggrann", "example": "Hittade felet på bromsen som ingen såg."},
                {"strength": "Punktlig", "example": "Har inte missat ett pass på två år."},
            ]
        },
        "hours": {"hours": 15, "times": "Förmiddagar", "travel": ["bicycle", "bus"]},
    },
    {
        "wishes": {
            "dream": "Butik igen. Jag tycker om när det är folk, men inte på lördagar.",
            "interests": "Kläder, inredning, att hålla ordning.",
        },
        "experience": {
            "jobs": [
                {"what": "Butiksbiträde", "where": "Klädaffär", "when": "2019–2021",
                 "learnt": "Kassan, varupåfyllning. Tyckte bäst om att skylta."},
            ]
        },
        "works_best": {"surroundings": "En lugn stund mitt på dagen. Inte musik hela tiden."},
    },
    {
        "wishes": {"dream": "Kök eller städ, med någon att fråga.",
                   "interests": "Bakar. Vill lära mig mer om mat för många."},
        "works_best": {"instruction": "Visa mig först, låt mig sedan göra det själv."},
        "support": {
            "strategies": [
                {"situation": "Det blir många saker på en gång",
                 "helps": "En lista, en sak i taget", "who": "Jag och den jag jobbar med"},
            ]
        },
    },
)  # fmt: skip

AGREEMENT: Sections = {
    "goals": {
        "goal": "Jag vill ha ett jobb på riktigt, och jag vill att det ska hålla.",
        "why": "Jag vill betala min egen hyra.",
        "first_contact": ["visit", "with_support"],
        "reach_me": "Sms först. Jag svarar när jag orkar, oftast samma dag.",
    },
    "promises": {
        "promises": [
            {"who": "Jag", "organisation": "", "what": "säga till när det blir för mycket",
             "by": ""},
            {"who": "Arbetsspecialisten", "organisation": "", "by": "",
             "what": "höra av sig varje vecka och följa med till arbetsgivare"},
        ],
        "respect": "Inget bestäms utan mig. Det får ta den tid det tar.",
    },
    "review": {
        "how": "Vi går igenom överenskommelsen en gång i månaden.",
        "ends": "När jag vill. Då berättar vi det tillsammans för de andra.",
    },
}  # fmt: skip


def written(by: Viewer, enrolment_id: int, rng: Random) -> None:
    """A vocational profile that has begun to fill."""
    _fill(by, enrolment_id, DocumentKind.PROFILE, rng.choice(PROFILES))


def shelf(by: Viewer, enrolment_id: int) -> None:
    """The documents that a programme with an agreement works with, one of them signed."""
    agreement = _fill(by, enrolment_id, DocumentKind.AGREEMENT, AGREEMENT)
    name = access.case_frame(by, enrolment_id).name
    for signatory, signs in ((Signatory.PARTICIPANT, str(name)), (Signatory.COACH, by.name)):
        signing.sign(
            by=by, document_id=agreement, signatory=signatory, name=signs,
            how=SignedHow.ON_SCREEN, on=by.today,
        )  # fmt: skip
    description = documents.start(
        by=by, enrolment_id=enrolment_id, kind=DocumentKind.PERSONAL_DESCRIPTION, on=by.today,
        subject="Alla arbetsgivare",
    )  # fmt: skip
    profile = next(d for d in access.documents(by, enrolment_id) if d.kind is DocumentKind.PROFILE)
    documents.fill_description(
        by=by,
        description=access.document(by, description),
        profile=access.document(by, profile.document_id),
    )


def _fill(by: Viewer, enrolment_id: int, kind: DocumentKind, sections: Sections) -> int:
    document_id = documents.start(
        by=by,
        enrolment_id=enrolment_id,
        kind=kind,
        on=by.today,
        review_on=add_months(by.today, 3),
    )
    for section, content in sections.items():
        documents.write(
            by=by, document_id=document_id, section=section, content=content, version=None
        )
    return document_id
