"""What a column of a case list or of an enquiry list can mean, and the headings it goes under."""

from enum import StrEnum
from functools import cache

from framsteg.foundation.text import Text, say
from framsteg.imports.words import plain, without_brackets


class ListKind(StrEnum):
    CASES = "cases"
    ENQUIRIES = "enquiries"


class Field(StrEnum):
    """One meaning of a column. `IGNORE` is a decision too: somebody said it is not needed."""

    REFERENCE = "reference"
    PERSONNUMMER = "personnummer"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    SEX = "sex"
    BIRTH_YEAR = "birth_year"
    PHONE = "phone"
    EMAIL = "email"
    SITE = "site"
    SOURCE = "source"
    SOURCE_ORGANISATION = "source_organisation"
    CHANNEL = "channel"
    FORMALITY = "formality"
    REFERRED_ON = "referred_on"
    RECEIVED_ON = "received_on"
    ENROLLED_ON = "enrolled_on"
    COACH = "coach"
    COACH_ORGANISATION = "coach_organisation"
    COACH_2 = "coach_2"
    COACH_2_ORGANISATION = "coach_2_organisation"
    FIRST_EMPLOYER_CONTACT = "first_employer_contact"
    OCCUPATION = "occupation"
    FORM = "form"
    OUTCOME = "outcome"
    PERCENT = "percent"
    TRADE = "trade"
    SECTOR = "sector"
    EMPLOYER = "employer"
    PLACEMENT_START = "placement_start"
    PLACEMENT_END = "placement_end"
    EXITED_ON = "exited_on"
    EXIT_REASON = "exit_reason"
    ENQUIRY_OUTCOME = "enquiry_outcome"
    ENQUIRY_OUTCOME_ON = "enquiry_outcome_on"
    NOTE = "note"
    IGNORE = "ignore"


ONLY_ENQUIRIES = frozenset(
    {Field.RECEIVED_ON, Field.FORMALITY, Field.ENQUIRY_OUTCOME, Field.ENQUIRY_OUTCOME_ON}
)
ENQUIRY_FIELDS = ONLY_ENQUIRIES | {
    Field.SOURCE,
    Field.SOURCE_ORGANISATION,
    Field.CHANNEL,
    Field.NOTE,
    Field.IGNORE,
}
CASE_FIELDS = frozenset(Field) - ONLY_ENQUIRIES

REQUIRED = {
    ListKind.CASES: (Field.REFERENCE, Field.SEX, Field.ENROLLED_ON),
    ListKind.ENQUIRIES: (Field.RECEIVED_ON, Field.SOURCE, Field.CHANNEL),
}
"""What every row must say. Sex may also come from a personnummer."""

SPELL_FIELDS = (
    Field.OCCUPATION,
    Field.FORM,
    Field.OUTCOME,
    Field.PERCENT,
    Field.TRADE,
    Field.SECTOR,
    Field.EMPLOYER,
    Field.PLACEMENT_START,
    Field.PLACEMENT_END,
)

HEADINGS: dict[Field, str] = {
    Field.REFERENCE: """löpnr, löpnummer, nr, nummer, id, ärendenummer, ärendenr, referens, kod,
        deltagarid, deltagare id, deltagarnummer, deltagarnr, klientnr, klientnummer, klient id,
        brukare id, case id, case number, reference, ref, participant id, client id, serial number,
        number, record id, klientkod, deltagarkod""",
    Field.PERSONNUMMER: "personnummer, pnr, personnr, persnr, ssn, personal number, person id",
    Field.NAME: """namn, deltagare, klient, brukare, namn på deltagare, name, full name,
        participant, client, för och efternamn""",
    Field.GIVEN_NAME: "förnamn, tilltalsnamn, first name, given name, forename, firstname",
    Field.FAMILY_NAME: "efternamn, last name, family name, surname, lastname",
    Field.SEX: "kön, sex, gender, man kvinna, kvinna man, juridiskt kön, k m, m k",
    Field.BIRTH_YEAR: """födelseår, född, född år, födelsedatum, födelsedag, föd år, birth year,
        year of birth, birthdate, date of birth, birth date, born, dob""",
    Field.PHONE: """telefon, telefonnummer, tel, tfn, mobil, mobilnummer, phone, mobile,
        telephone, phone number""",
    Field.EMAIL: "e post, epost, mejl, mejladress, e postadress, mailadress, email, e mail",
    Field.SITE: """kommun, ort, plats, verksamhet, insatsort, enhet, site, municipality, location,
        försökskommun, team, lokal verksamhet""",
    Field.SOURCE: """initierad av, initierad från, remitterad av, remitterad från, remittent,
        remitterande enhet, från, källa, initiativ, anvisad av, anvisad från, aktualiserad av,
        väg in, source, referred by, referral source, from, initiated by, inremitterad av,
        vem tog kontakt, förfrågan från, avsändare, kommer från""",
    Field.SOURCE_ORGANISATION: """remitterande organisation, huvudman remittent, från organisation,
        från huvudman, remitterande huvudman, source organisation, source organization,
        referring organisation, referring organization""",
    Field.CHANNEL: """kontaktsätt, kontaktväg, kanal, hur, på vilket sätt, första kontakt via,
        channel, contact method, contact channel, way of contact""",
    Field.FORMALITY: "form, formell informell, typ av förfrågan, formality, formal informal",
    Field.REFERRED_ON: """initieringsdatum, remissdatum, remitterad, initierad, datum för remiss,
        anmäld, anmälningsdatum, datum initiering, aktualiserad, aktualiseringsdatum,
        förfrågan datum, referred on, referral date, date of referral, referred""",
    Field.RECEIVED_ON: """datum, förfrågan, förfrågan inkom, inkom, inkommen, ankomstdatum,
        inkommet, date, received, received on, enquiry date, inquiry date, date received""",
    Field.ENROLLED_ON: """inskriven, inskrivningsdatum, inskrivning, inskriven datum, startdatum,
        start, startade, påbörjad, påbörjade, insats start, startdatum insats, enrolled,
        enrolled on, enrolment date, enrollment date, start date, date enrolled""",
    Field.COACH: """arbetskonsulent, arbetsspecialist, coach, huvudcoach, handledare, jobbcoach,
        konsulent, ips coach, ansvarig coach, guide, handläggare, employment specialist,
        job coach, supported employment coach, ansvarig, coach 1, handledare 1, huvudcoach 1""",
    Field.COACH_ORGANISATION: """coach organisation, coachens organisation, arbetsgivare coach,
        huvudman coach, coach huvudman, coach organization, coach 1 organisation""",
    Field.COACH_2: """coach 2, andra coach, medcoach, handledare 2, huvudcoach 2, arbetskonsulent 2,
        arbetsspecialist 2, second coach, bihandledare, guide 2""",
    Field.COACH_2_ORGANISATION: """coach 2 organisation, huvudman coach 2, coach 2 huvudman,
        coach 2 organization, medcoachens organisation""",
    Field.FIRST_EMPLOYER_CONTACT: """första arbetsgivarkontakt, första kontakt med arbetsgivare,
        första arbetsgivarkontakten, arbetsgivarkontakt, första arbetsgivarmöte,
        first employer contact, first contact with employer""",
    Field.OCCUPATION: """sysselsättning, typ av sysselsättning, sysselsättningstyp, syssla,
        aktivitet, occupation, occupation type, placement, placement type, activity""",
    Field.FORM: """anställningsform, stöd, stödform, subvention, anställningsstöd, subsidy,
        form of employment, employment form, subsidy type, typ av anställning, lönestöd""",
    Field.OUTCOME: """utfall, resultat, outcome, result, resultat vid avslut, utfall vid avslut,
        status vid avslut, läge vid avslut""",
    Field.PERCENT: """omfattning, omfattning procent, procent, tjänstgöringsgrad,
        sysselsättningsgrad, arbetstid, andel av heltid, percent, percentage, extent,
        share of full time, fte""",
    Field.TRADE: """bransch, yrke, yrkesområde, inriktning, utbildning, trade, industry, profession,
        occupation area, field of work, bransch inriktning, yrke utbildning""",
    Field.SECTOR: "sektor, arbetsgivarsektor, typ av arbetsgivare, sector, employer sector",
    Field.EMPLOYER: """arbetsgivare, företag, arbetsplats, skola, praktikplats, employer, company,
        workplace, arbetsgivare skola""",
    Field.PLACEMENT_START: """sysselsättning från, sysselsättning fr o m, anställd från, från datum,
        fr o m, from, fom, började, start sysselsättning, sysselsättning start, anställningsdatum,
        praktik från, studier från, placement start, placement from, employed from, job start,
        sysselsatt från, anställd fr o m""",
    Field.PLACEMENT_END: """sysselsättning till, sysselsättning t o m, anställd till, till datum,
        t o m, tom, to, slutade, slut sysselsättning, sysselsättning slut, praktik till,
        studier till, placement end, placement to, employed to, job end, sysselsatt till,
        anställd t o m""",
    Field.EXITED_ON: """avslutad, avslutsdatum, avslut, utskriven, utskrivningsdatum, slutdatum,
        datum för avslut, avslutades, exited, exited on, exit date, discharged, end date,
        date of exit, closed on""",
    Field.EXIT_REASON: """avslutsorsak, orsak, avslutsanledning, anledning, orsak till avslut,
        avslutningsorsak, skäl till avslut, anledning till avslut, exit reason, reason,
        reason for exit, reason for leaving""",
    Field.ENQUIRY_OUTCOME: """utfall, resultat, beslut, svar, status, outcome, result, decision""",
    Field.ENQUIRY_OUTCOME_ON: """utfallsdatum, beslutsdatum, svarsdatum, outcome date,
        decision date, decided on""",
    Field.NOTE: """anteckning, anteckningar, kommentar, kommentarer, övrigt, notering, noteringar,
        note, notes, comment, comments, remarks""",
    # What our own file of left-out rows is called: it can be mended and loaded as it is.
    Field.IGNORE: "fel, faults",
}

NAMES: dict[Field, Text] = {
    Field.REFERENCE: say("Reference number"),
    Field.PERSONNUMMER: say("Personal identity number"),
    Field.NAME: say("Full name"),
    Field.GIVEN_NAME: say("Given name"),
    Field.FAMILY_NAME: say("Family name"),
    Field.SEX: say("Sex"),
    Field.BIRTH_YEAR: say("Year or date of birth"),
    Field.PHONE: say("Telephone number"),
    Field.EMAIL: say("E-mail address"),
    Field.SITE: say("Site"),
    Field.SOURCE: say("Who made the first contact"),
    Field.SOURCE_ORGANISATION: say("Organisation of the one who made the first contact"),
    Field.CHANNEL: say("How the contact was made"),
    Field.FORMALITY: say("Formal or informal enquiry"),
    Field.REFERRED_ON: say("Date of referral"),
    Field.RECEIVED_ON: say("Date of the enquiry"),
    Field.ENROLLED_ON: say("Date of enrolment"),
    Field.COACH: say("Main coach"),
    Field.COACH_ORGANISATION: say("Organisation of the main coach"),
    Field.COACH_2: say("Second main coach"),
    Field.COACH_2_ORGANISATION: say("Organisation of the second main coach"),
    Field.FIRST_EMPLOYER_CONTACT: say("First contact with an employer"),
    Field.OCCUPATION: say("Kind of occupation"),
    Field.FORM: say("With or without subsidy"),
    Field.OUTCOME: say("Outcome in one word"),
    Field.PERCENT: say("Share of full time"),
    Field.TRADE: say("Trade or education"),
    Field.SECTOR: say("Sector"),
    Field.EMPLOYER: say("Employer or school"),
    Field.PLACEMENT_START: say("Start of the occupation"),
    Field.PLACEMENT_END: say("End of the occupation"),
    Field.EXITED_ON: say("Date of exit"),
    Field.EXIT_REASON: say("Reason for exit"),
    Field.ENQUIRY_OUTCOME: say("What came of the enquiry"),
    Field.ENQUIRY_OUTCOME_ON: say("Date when the enquiry was settled"),
    Field.NOTE: say("Note"),
    Field.IGNORE: say("Not to be imported"),
}


def fields_of(kind: ListKind) -> frozenset[Field]:
    """The meanings a column may have in a list of this kind."""
    return CASE_FIELDS if kind is ListKind.CASES else ENQUIRY_FIELDS


@cache
def synonyms(kind: ListKind) -> dict[str, Field]:
    """Normalised heading → meaning, for one kind of list."""
    return {
        plain(word): field
        for field, words in HEADINGS.items()
        if field in fields_of(kind)
        for word in words.split(",")
    }


def meaning(heading: str, kind: ListKind) -> Field | None:
    """What a heading means by itself, if it is one we know."""
    known = synonyms(kind)
    for word in (plain(heading), plain(without_brackets(heading))):
        # `Deltagar-ID` and `DeltagarID` are the same word.
        if field := known.get(word) or _squeezed(kind).get(word.replace(" ", "")):
            return field
    return None


@cache
def _squeezed(kind: ListKind) -> dict[str, Field]:
    return {word.replace(" ", ""): field for word, field in synonyms(kind).items()}


def is_known(heading: str) -> bool:
    """Whether some kind of list goes by this heading; used to find the row of headings."""
    return any(meaning(heading, kind) is not None for kind in ListKind)
