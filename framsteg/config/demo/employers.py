"""The invented employers: where they are, what is done there, whom to talk to, who keeps them."""

from datetime import timedelta

from framsteg import access
from framsteg.access import Viewer
from framsteg.actions import contact_persons, employer_register, employers, workplaces
from framsteg.config.demo import cast
from framsteg.config.demo.lives import on
from framsteg.foundation.codes import (
    Carving,
    Channel,
    ConsentGiven,
    EmployerPurpose,
    Industry,
    TaskRhythm,
    TaskWay,
)

# Name: industry, how many work there, municipality, name of the workplace.
PLACES = {
    "Brödboden på torget": (Industry.MANUFACTURING, 14, "Nacka", "Torget"),
    "Norrlands Lager och Frakt": (Industry.TRANSPORT_STORAGE, 85, "Skellefteå", "Terminalen"),
    "Blomsterhörnan": (Industry.TRADE_REPAIR, 4, "Skellefteå", "Kanalgatan"),
    "Kommunens förskolor": (Industry.EDUCATION, 320, "Nacka", "Förskolan Kotten"),
    "Älvens Trädgård": (Industry.FARMING_FISHING, 11, "Skellefteå", "Växthuset"),
    "Tryckeri Punkt": (Industry.MANUFACTURING, 9, "Umeå", "Tryckhallen"),
    "Hotell Vinterljus": (Industry.HOTEL_RESTAURANT, 42, "Umeå", "Hotellet vid älven"),
    "Cykelmakarna": (Industry.TRADE_REPAIR, 6, "Nacka", "Verkstaden"),
    "Regionens vaktmästeri": (Industry.SUPPORT_SERVICES, 60, "Umeå", "Norra området"),
    "Återbruket": (Industry.TRADE_REPAIR, 18, "Skellefteå", "Butiken"),
    "Skärgårdsbussen": (Industry.TRANSPORT_STORAGE, 25, "Nacka", "Bussgaraget"),
    "Byteknik IT": (Industry.INFORMATION, 7, "Umeå", "Kontoret"),
    "Solgläntans äldreboende": (Industry.CARE, 75, "Nacka", "Avdelning Granen"),
    "Fasad och Fönster": (Industry.SUPPORT_SERVICES, 16, "Nacka", "Kontoret"),
}
# Workplace of: what, how often, by whom, way, whether it can be taken out, note.
TASKS = {
    "Brödboden på torget": (
        ("Packa upp leveransen", TaskRhythm.DAILY, "bagarna", TaskWay.REDISTRIBUTE, Carving.YES,
         "Klockan sju till åtta, i lugn och ro innan butiken öppnar."),
        ("Fylla på kaffehörnan", TaskRhythm.SEVERAL_A_DAY, "den som har kassan",
         TaskWay.REDISTRIBUTE, Carving.YES, ""),
        ("Etikettera småkakor", TaskRhythm.WEEKLY, "ingen", TaskWay.CREATE, Carving.MAYBE,
         "Har blivit liggande sedan i våras."),
        ("Ta betalt i kassan", TaskRhythm.SEVERAL_A_DAY, "butikspersonalen", TaskWay.FIND,
         Carving.NO, ""),
    ),
    "Solgläntans äldreboende": (
        ("Duka och duka av", TaskRhythm.SEVERAL_A_DAY, "undersköterskorna", TaskWay.REDISTRIBUTE,
         Carving.YES, "Gör att vårdpersonalen hinner sitta med vid bordet."),
        ("Vattna och sköta uteplatsen", TaskRhythm.SEASONAL, "ingen", TaskWay.CREATE, Carving.YES,
         ""),
        ("Köra tvätten", TaskRhythm.WEEKLY, "vaktmästaren", TaskWay.REDISTRIBUTE, Carving.MAYBE,
         ""),
    ),
    "Norrlands Lager och Frakt": (
        ("Märka om pallar", TaskRhythm.DAILY, "truckförarna", TaskWay.REDISTRIBUTE, Carving.YES,
         "Skanner och tydliga etiketter, egen plats vid porten."),
        ("Sortera returer", TaskRhythm.WHEN_NEEDED, "ingen särskild", TaskWay.CREATE, Carving.YES,
         ""),
    ),
}  # fmt: skip
PROFILES = {
    "Brödboden på torget": (
        "Behöver avlastning på morgonen och någon som håller ordning i kaffehörnan.",
        "Litet lag som äter frukost tillsammans. Varmt och mycket doft, radion på lågt.",
    ),
    "Solgläntans äldreboende": (
        "Vill att vårdpersonalen ska få mer tid med de boende.",
        "Lugnt tempo på förmiddagen. Fast handledare och genomtänkt introduktion.",
    ),
}
LEARN, PRESENT = EmployerPurpose.LEARN_NEEDS, EmployerPurpose.PRESENT_PERSON
AGREE = EmployerPurpose.AGREE_PLACEMENT
# Days ago, why, and what was agreed for next time.
VISITS = (
    (1, LEARN, "Ringa om schemat för morgonpasset"), (2, PRESENT, ""), (8, LEARN, ""),
    (9, AGREE, "Skicka förslaget på uppgifter"), (10, PRESENT, ""), (16, LEARN, ""),
    (22, LEARN, ""), (23, PRESENT, ""), (24, AGREE, ""), (31, LEARN, ""), (37, LEARN, ""),
    (38, PRESENT, ""), (45, LEARN, ""), (52, LEARN, ""),
)  # fmt: skip
KEEPERS = {
    "eva@example.org": ("Brödboden på torget", "Solgläntans äldreboende", "Cykelmakarna"),
    "anna@example.org": ("Norrlands Lager och Frakt", "Återbruket"),
    "bo@example.org": ("Blomsterhörnan",),
}


def fill(by: Viewer) -> None:
    """Everything that is known of the employers before anybody has visited them."""
    ids = {}
    for name, sector, trade in cast.EMPLOYERS:
        industry, employees, municipality, place = PLACES[name]
        needs, culture = PROFILES.get(name, ("", ""))
        ids[name] = employers.add(
            by=by, name=name, sector=sector, industry=trade, industry_code=industry,
            employees=employees, needs=needs, culture=culture,
        )  # fmt: skip
        workplace_id = employers.add_workplace(
            by=by, employer_id=ids[name], name=place, municipality=municipality
        )
        for what, rhythm, by_whom, way, carving, note in TASKS.get(name, ()):
            workplaces.add_task(
                by=by, workplace_id=workplace_id, what=what, rhythm=rhythm, by_whom=by_whom,
                way=way, carving=carving, note=note,
            )  # fmt: skip
    employers.add(by=by, name="Hotel Vinterljus AB", sector="private")  # somebody's slip
    _keep(ids, by)


def visit_lately(coach: Viewer, programme_id: int, enrolment_ids: list[int]) -> None:
    """The latest weeks' visits, each on one or two persons' behalf."""
    known = [line.employer_id for line in access.employers(coach)]
    for n, (days, purpose, step) in enumerate(VISITS):
        day = coach.today - timedelta(days=days)
        people = enrolment_ids[n % 5 : n % 5 + 1 + n % 3 // 2]
        employers.log_contact(
            by=on(coach, day), programme_id=programme_id, employer_id=known[n % len(known)],
            on=day, channel=Channel.VISIT, purpose=purpose, minutes=30 + 15 * (n % 3),
            on_behalf_of=people, next_step=step,
            next_step_on=day + timedelta(days=7) if step else None,
            note="Gick en runda och pratade om vilka uppgifter som blir liggande.",
        )  # fmt: skip


def _keep(ids: dict[str, int], by: Viewer) -> None:
    for email, names in KEEPERS.items():
        coach = access.viewer_by_email(email, today=by.today, where=by.where)
        for name in names:
            employer_register.hand_over(
                by=on(coach, by.today - timedelta(days=200)),
                employer_id=ids[name],
                to_staff_id=coach.staff_id or 0,
            )
    eva = access.viewer_by_email("eva@example.org", today=by.today, where=by.where)
    contact_persons.add(
        by=on(eva, by.today - timedelta(days=60)), employer_id=ids["Brödboden på torget"],
        name="Sigrid Sandelin", title="Butikschef", phone="070-174 06 35",
        email="sigrid@brodboden.example", agreed=True, agreed_on=by.today - timedelta(days=60),
        agreed_how=ConsentGiven.ORAL,
    )  # fmt: skip
