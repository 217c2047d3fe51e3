"""The words that lists use for our codes, in Swedish and English.

Keys are compared by `words.plain`, so case, hyphens and dots do not matter.
"""

from enum import StrEnum
from functools import cache

from framsteg.foundation.codes import (
    Channel,
    EnquiryOutcome,
    ExitReason,
    Formality,
    OrganisationKind,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.imports.fields import Field
from framsteg.imports.words import plain

ORDINARY = "ordinary"
"""The form of a job without subsidy; the other forms are `Subsidy` codes."""

NOTHING = "nothing"
"""The person has no occupation: said in words, as an empty cell also says."""

SEX: dict[str, str] = {
    Sex.WOMAN: "kvinna, k, kv, q, flicka, tjej, female, f, woman, w, hon",
    Sex.MAN: "man, m, pojke, kille, male, han",
    Sex.UNKNOWN: "okänt, ej angivet, ej känt, uppgift saknas, unknown, not known",
}

CHANNEL: dict[str, str] = {
    Channel.PHONE: "telefon, tel, tfn, telefonsamtal, ringde, samtal, phone, telephone, call",
    Channel.EMAIL: "mail, e mail, email, mejl, e post, epost, e mejl",
    Channel.LETTER: "brev, post, letter, skriftligt, blankett",
    Channel.VISIT: """besök, personligt besök, möte, fysiskt möte, spontanbesök, drop in, visit,
        meeting, in person, personligen""",
    Channel.REFERRAL: "remiss, remittering, skriftlig remiss, referral, ansökan",
    Channel.VIDEO: "video, videosamtal, videomöte, teams, zoom, digitalt möte, skype",
    Channel.MESSAGE: "sms, meddelande, chatt, chat, message, text message, mina sidor",
}

FORMALITY: dict[str, str] = {
    Formality.FORMAL: "formell, formellt, formal",
    Formality.INFORMAL: "informell, informellt, informal",
}

OCCUPATION: dict[str, str] = {
    PlacementKind.EMPLOYMENT: """anställning, anställd, arbete, arbetar, jobb, jobbar, i arbete, har
        arbete, i jobb, lönearbete, ordinarie anställning, ordinarie arbete, reguljärt arbete,
        reguljär anställning, ordinarie, reguljär, tillsvidareanställning, tillsvidare, fast
        anställning, visstidsanställning, visstid, vikariat, timanställning, timanställd,
        provanställning, anställning utan stöd, arbete utan stöd, osubventionerad anställning, öppna
        arbetsmarknaden, employment, employed, job, work, in work, working, paid work, open
        employment, competitive employment, ordinary employment""",
    PlacementKind.SUBSIDISED: """subventionerad anställning, anställning med stöd, arbete med stöd,
        subventionerat arbete, skyddat arbete, skyddad anställning, subsidised employment,
        subsidized employment, subsidised, sheltered work""",
    PlacementKind.OWN_BUSINESS: """eget företag, egen verksamhet, egenföretagare, företagare, eget,
        starta eget, enskild firma, own business, self employed, self employment""",
    PlacementKind.STUDIES: """studier, studie, studerar, utbildning, studerande, i studier, komvux,
        folkhögskola, universitet, högskola, yrkeshögskola, grundläggande studier, kurs, studies,
        studying, education, student, school, training course""",
    PlacementKind.INTERNSHIP: """praktik, praktikplats, i praktik, arbetspraktik, på praktik, prova
        på, yrkeskompetensbedömning, internship, work trial, placement, trainee""",
    PlacementKind.SUPPORTED_TRAINING: """supported training, arbetsträning, stödd träning,
        arbetsförberedande träning, work training""",
    PlacementKind.UNPAID: """oavlönad sysselsättning, obetald sysselsättning, sysselsättning, daglig
        verksamhet, dagverksamhet, ideellt arbete, volontär, volontärarbete, unpaid, unpaid
        occupation, volunteering, voluntary work""",
}

NO_OCCUPATION = """ingen, inget, inga, nej, ingen sysselsättning, utan sysselsättning, saknas,
    ej i arbete, inte i arbete, arbetslös, arbetssökande, arbetssöker, sjukskriven,
    ingen insats, none, nothing, no, no occupation, unemployed, 0"""

FORM: dict[str, str] = {
    ORDINARY: """anställning utan stöd, utan stöd, ordinarie, ordinär, reguljär, reguljär
        anställning, ordinarie anställning, utan subvention, inget stöd, osubventionerad, vanlig
        anställning, tillsvidare, tillsvidareanställning, visstid, visstidsanställning, vikariat,
        timanställning, timanställd, provanställning, nej, ordinary, unsubsidised, unsubsidized,
        without subsidy, no subsidy, open, competitive""",
    Subsidy.WAGE_SUBSIDY: """lönebidrag, lönebidrag för anställning, lönebidragsanställning,
        anställning med lönebidrag, lb, wage subsidy""",
    Subsidy.DEVELOPMENT: """utvecklingsanställning, lönebidrag för utveckling, lönebidrag för
        utveckling i anställning, development employment, wage subsidy development""",
    Subsidy.SECURITY: """trygghetsanställning, lönebidrag för trygghet, lönebidrag för trygghet i
        anställning, trygghet, security employment, wage subsidy security""",
    Subsidy.PUBLIC_SHELTERED: """osa, o s a, skyddat arbete, offentligt skyddat arbete, skyddat
        arbete hos offentlig arbetsgivare, skyddad anställning, samhall, public sheltered
        employment, sheltered employment""",
    Subsidy.NEW_START: "nystartsjobb, nystart, nystartjobb, new start job, new start",
    Subsidy.INTRODUCTION: "introduktionsjobb, introduktionsanställning, introduction job",
    Subsidy.OTHER: """annat stöd, annan subvention, med stöd, anställning med stöd, subventionerad,
        subventionerad anställning, instegsjobb, extratjänst, ja, other subsidy, subsidised,
        subsidized""",
}

SECTOR: dict[str, str] = {
    Sector.PRIVATE: """privat, privata, privat sektor, privat företag, företag, näringsliv,
        private""",
    Sector.MUNICIPAL: """kommun, kommunal, kommunalt, kommunen, kommunal sektor, municipal,
        municipality""",
    Sector.REGIONAL: """landsting, landstinget, region, regionen, regional, landsting region,
        county""",
    Sector.STATE: """stat, statlig, statligt, staten, myndighet, statlig sektor, state,
        government""",
    Sector.CIVIL_SOCIETY: """ideell, ideellt, förening, civilsamhälle, civilsamhället, ideell
        sektor, kooperativ, socialt företag, arbetsintegrerande socialt företag, asf, civil society,
        non profit, voluntary sector""",
}

EXIT_REASON: dict[str, str] = {
    ExitReason.EMPLOYMENT: """arbete, jobb, anställning, till arbete, fått arbete, work, employment,
        job""",
    ExitReason.STUDIES: """studier, utbildning, till studier, började studera, studies,
        education""",
    ExitReason.OWN_CHOICE: """eget val, egen begäran, egen önskan, på egen begäran, eget önskemål,
        avböjde, tackade nej, vill inte fortsätta, own choice, own request, declined""",
    ExitReason.MOVED: "flytt, flyttat, flyttade, flyttad, avflyttad, moved, relocation",
    ExitReason.HEALTH: """hälsoskäl, hälsa, sjukdom, ohälsa, sjukskriven, sjukskrivning, health,
        illness""",
    ExitReason.OTHER_SERVICE: """annan insats, annat stöd, annan verksamhet, annan åtgärd, vidare
        till annan insats, other service, other support, other intervention""",
    ExitReason.PROGRAMME_ENDED: """projektet avslutat, projektslut, insatsen avslutad, verksamheten
        upphörde, projektet slut, programme ended, project ended""",
    ExitReason.DECEASED: "avliden, död, dödsfall, avled, deceased, died",
    ExitReason.REGISTERED_BY_MISTAKE: """felregistrerad, felregistrering, registered by mistake,
        error""",
}
"""A hand-over names its receiver, which a word alone does not: it is asked for (`HANDED_OVER`)."""

ENQUIRY_OUTCOME: dict[str, str] = {
    EnquiryOutcome.OPEN: "öppen, pågår, pågående, ny, open, new, pending",
    EnquiryOutcome.WAITING: "väntar, väntelista, i kö, kö, väntande, waiting, waiting list",
    EnquiryOutcome.ACCEPTED: """antagen, inskriven, ja, beviljad, accepterad, accepted, enrolled,
        yes""",
    EnquiryOutcome.WITHDRAWN: """avböjd av sökande, tackade nej, återtagen, ångrade sig,
        tillbakadragen, avstod, drog sig ur, withdrawn""",
}
"""A refusal needs a reason and where the person was pointed to: it is entered by hand."""

SOURCE: dict[str, str] = {
    SourceKind.SELF: """eget initiativ, själv, självsökande, själv sökande, personen själv, den
        enskilde, egen ansökan, egen kontakt, egen, eget, klienten själv, self, own initiative, self
        referral, self referred, myself""",
    SourceKind.RELATIVE: """anhörig, anhöriga, närstående, förälder, föräldrar, mamma, pappa,
        syskon, mor, far, partner, vän, god man, relative, family, parent, next of kin, friend""",
}

ORGANISATION_KIND = {
    OrganisationKind.EMPLOYMENT_SERVICE: "arbetsförmedlingen, arbetsförmedling, af, afr, ams",
    OrganisationKind.INSURANCE_AGENCY: "försäkringskassan, försäkringskassa, fk",
    OrganisationKind.REGION: """region, regionen, landsting, landstinget, psykiatri, psykiatrin,
        öppenpsykiatri, öppenvård, vuxenpsykiatri, hälsocentral, vårdcentral, sjukvården, psyk""",
    OrganisationKind.MUNICIPALITY: """kommun, kommunen, socialtjänst, socialtjänsten,
        socialpsykiatri, socialpsykiatrin, socialkontor, socialkontoret, soc""",
    OrganisationKind.COORDINATION_ASSOCIATION: """samordningsförbund, samordningsförbundet,
        finsam""",
}
"""Words in a heading or value that tell which authority is meant ("Coach AF")."""

WORDS: dict[Field, dict[str, str]] = {
    Field.SEX: SEX,
    Field.CHANNEL: CHANNEL,
    Field.FORMALITY: FORMALITY,
    Field.OCCUPATION: {**OCCUPATION, NOTHING: NO_OCCUPATION},
    Field.FORM: FORM,
    Field.SECTOR: SECTOR,
    Field.EXIT_REASON: EXIT_REASON,
    Field.ENQUIRY_OUTCOME: ENQUIRY_OUTCOME,
    Field.SOURCE: SOURCE,
}

CODES: dict[Field, type[StrEnum]] = {
    Field.SEX: Sex,
    Field.CHANNEL: Channel,
    Field.FORMALITY: Formality,
    Field.OCCUPATION: PlacementKind,
    Field.SECTOR: Sector,
    Field.EXIT_REASON: ExitReason,
    Field.ENQUIRY_OUTCOME: EnquiryOutcome,
}


@cache
def word_list(field: Field) -> dict[str, str]:
    """Normalised word → code for one field; the codes themselves are words too."""
    found = {plain(code): str(code) for code in WORDS[field]}
    for code, words in WORDS[field].items():
        found.update({plain(word): str(code) for word in words.split(",")})
    return found


@cache
def _organisation_words() -> dict[str, OrganisationKind]:
    return {
        plain(word): kind for kind, words in ORGANISATION_KIND.items() for word in words.split(",")
    }


def organisation_kind(text: str) -> OrganisationKind | None:
    """Which kind of authority a text speaks of, if it speaks of exactly one."""
    kinds = {
        kind for word, kind in _organisation_words().items() if f" {word} " in f" {plain(text)} "
    }
    return kinds.pop() if len(kinds) == 1 else None
