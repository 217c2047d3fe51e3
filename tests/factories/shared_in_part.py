"""Three organisations that have written everything of one person, who shares some parts of it."""

from framsteg.actions import consents
from framsteg.foundation.codes import ConsentGiven, Part, Role
from tests.factories.canaries import answer_in, declare_conflict, write_everything
from tests.factories.stand import Stand
from tests.factories.world import TODAY

SHARED = (Part.PLAN, Part.CONTACTS, Part.EMPLOYER_DEALINGS, Part.DOCUMENTS)


def shared_in_part() -> Stand:
    """All three have written everything; then Bo's organisation is left with some parts only."""
    stand = Stand()
    everything = _say_yes(stand, list(Part))
    for staff in stand.coaches:
        write_everything(stand.told, stand.viewer(staff))
    for staff in stand.coaches:
        for document in stand.told.ids["document_id"]:
            answer_in(stand.told, stand.viewer(staff), document)
    for staff in stand.coaches:
        home, colleague = staff.organisation, Role.EMPLOYMENT_SPECIALIST
        declare_conflict(stand.told, stand.viewer(stand.world.staff("Kim", home, colleague)))
    consents.withdraw(by=stand.viewer(stand.world.anna), consent_id=everything)
    stand.account.withdraw(everything, None)
    _say_yes(stand, list(SHARED))
    return stand


def _say_yes(stand: Stand, parts: list[Part]) -> int:
    giver, *others = stand.told.organisations
    made = consents.give(
        by=stand.viewer(stand.world.anna), enrolment_id=stand.case.pk,
        shares=dict.fromkeys(others, parts), text_version="1", text_shown="…",
        purpose="Samverkan", given=ConsentGiven.ORAL, given_on=TODAY,
    )  # fmt: skip
    stand.account.give(made, giver, dict.fromkeys(others, parts), set(), None)
    stand.told.known(consent_id=made)
    return made
