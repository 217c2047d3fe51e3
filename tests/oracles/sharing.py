"""The access rule, written as slowly and obviously as possible."""

from datetime import date


def may_read(
    *,
    part: str,
    roles: list[str],
    is_linked: bool,
    my_organisation: int,
    written_by: int,
    grounds: list[tuple[int, int, str, date, date | None]],
    today: date,
) -> bool:
    role_reaches = False
    for role in roles:
        if role in ("employment_specialist", "team_lead"):
            role_reaches = True
        if role == "clinical_partner" and is_linked and part != "income":
            role_reaches = True
        if role == "agency_partner" and is_linked and part != "support_needs":
            role_reaches = True
    if not role_reaches:
        return False
    if written_by == my_organisation:
        return True
    for giver, receiver, given_part, starts_on, ends_on in grounds:
        if giver != written_by:
            continue
        if receiver != my_organisation:
            continue
        if given_part != part:
            continue
        if today < starts_on:
            continue
        if ends_on is not None and today >= ends_on:
            continue
        return True
    return False
