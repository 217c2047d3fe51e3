"""The invented people of the demonstration, and words for what they do. All of it is made up."""

from dataclasses import dataclass

from framsteg.foundation.codes import Role

PASSWORD = "framsteg-demo"
WOMEN = (
    "Alma", "Astrid", "Disa", "Ebba", "Elsa", "Freja", "Hedda", "Inez", "Iris", "Juni", "Kajsa",
    "Liv", "Lova", "Maja", "Nora", "Ronja", "Saga", "Selma", "Siri", "Stina", "Svea", "Tuva",
    "Vera", "Ylva", "Åsa",
)  # fmt: skip
MEN = (
    "Albin", "Arvid", "Axel", "Björn", "Edvin", "Elis", "Folke", "Gustav", "Hjalmar", "Isak",
    "Ivar", "Jonte", "Kalle", "Loke", "Melker", "Nils", "Olle", "Otto", "Sixten", "Sture", "Tage",
    "Ture", "Valter", "Viggo", "Östen",
)  # fmt: skip
FAMILIES = (
    "Almgren", "Asplund", "Björkman", "Brolin", "Dalby", "Edling", "Ekstrand", "Fagerlund",
    "Forsell", "Granlund", "Grönvall", "Hagström", "Hedlund", "Holmvik", "Högberg", "Kvist",
    "Lidén", "Lindroth", "Lundmark", "Myrén", "Norling", "Nyberg", "Rosell", "Rönnqvist",
    "Sandell", "Sjödin", "Strandh", "Sundvall", "Söderman", "Tallberg", "Vikander", "Wallin",
    "Åkerblom", "Ängström", "Öhrn",
)  # fmt: skip

EMPLOYERS = (
    ("Brödboden på torget", "private", "Bageri"), ("Norrlands Lager och Frakt", "private", "Lager"),
    ("Blomsterhörnan", "private", "Handel"), ("Kommunens förskolor", "municipal", "Barnomsorg"),
    ("Älvens Trädgård", "private", "Trädgårdsskötsel"), ("Tryckeri Punkt", "private", "Tryckeri"),
    ("Hotell Vinterljus", "private", "Kök/kafé/restaurang"), ("Cykelmakarna", "private", "Service"),
    ("Regionens vaktmästeri", "regional", "Fastighetsskötsel"),
    ("Återbruket", "civil_society", "Handel"), ("Skärgårdsbussen", "private", "Taxi"),
    ("Byteknik IT", "private", "It"),
    ("Solgläntans äldreboende", "municipal", "Barn- och äldreomsorg"),
    ("Fasad och Fönster", "private", "Lokalvård"),
)  # fmt: skip

TALKS = (
    ("visit", "community", "Fika på stan. Vi gick igenom veckan och vad som känts bra."),
    ("visit", "workplace", "Träffades på arbetsplatsen och gick igenom uppgifterna tillsammans."),
    ("phone", "remote", "Kort avstämning. Nattsömnen är bättre och morgonrutinen håller."),
    ("message", "remote", "Påminde om mötet och fick svar direkt."),
    ("visit", "office", "Skrev klart det personliga brevet och övade på att berätta om sig själv."),
    ("visit", "home", "Hembesök. Pratade om vad som ger energi och vad som tar."),
    ("visit", "clinic", "Möte på mottagningen med vårdkontakten. Vi delade upp vem som gör vad."),
    ("phone", "remote", "Gick igenom hur ersättningen påverkas av fler timmar."),
    ("visit", "community", "Promenad förbi tre arbetsplatser. Två av dem kändes intressanta."),
    ("visit", "workplace", "Följde med till arbetsgivaren. Bra stämning, tydliga rutiner."),
)
STEPS = (
    "Ringa arbetsgivaren om provdag", "Skicka meritförteckningen", "Boka möte med handläggaren",
    "Åka förbi arbetsplatsen tillsammans", "Fråga om schemat för nästa månad",
    "Gå igenom budgeten", "Skriva klart yrkesprofilen", "Träffa handledaren på plats",
)  # fmt: skip
OWN_WORDS = (
    "Det går framåt, i min takt.", "Skönt att någon ringer när man har sagt det.",
    "Jag vet vad nästa steg är.", "Lite rörigt med alla papper, men det ordnar sig.",
    "Jag trivs med kollegerna.", "Jag sover bättre när jag har något att gå till.", "",
)  # fmt: skip
SUPPORT = (
    "Blir lätt trött av många intryck. Hörselkåpor och en fast plats hjälper.",
    "Vid sämre perioder hjälper kortare pass och att någon hör av sig på morgonen.",
)


@dataclass(frozen=True)
class Login:
    """Someone of the demonstration who can log in."""

    email: str
    name: str
    organisation: str
    role: Role
    programme: str | None


COACHES = {
    "natkraft": (("Karin Lövgren", "Umeå kommun"),),
    "vi-vagar": (("Petra Almqvist", "Skellefteå kommun"), ("Jonas Ekvall", "Skellefteå kommun")),
    "utsikten": (
        ("Anna Lindqvist", "Skellefteå kommun"), ("Bo Hedman", "Region Västerbotten"),
        ("Camilla Norrby", "Arbetsförmedlingen"), ("David Sjöholm", "Försäkringskassan"),
    ),
    "varna": (("Eva Strömgren", "Nacka kommun"),),
}  # fmt: skip

LOGINS = (
    Login("eva@example.org", "Eva Strömgren", "Nacka kommun", Role.EMPLOYMENT_SPECIALIST, "varna"),
    Login("lars@example.org", "Lars Bergfelt", "Nacka kommun", Role.TEAM_LEAD, "varna"),
    Login("mona@example.org", "Mona Rydell", "Psykiatrin Saltsjön (påhittad vårdgivare)",
          Role.CLINICAL_PARTNER, "varna"),
    Login("anna@example.org", "Anna Lindqvist", "Skellefteå kommun",
          Role.EMPLOYMENT_SPECIALIST, "utsikten"),
    Login("bo@example.org", "Bo Hedman", "Region Västerbotten",
          Role.EMPLOYMENT_SPECIALIST, "utsikten"),
    Login("camilla@example.org", "Camilla Norrby", "Arbetsförmedlingen",
          Role.EMPLOYMENT_SPECIALIST, "utsikten"),
    Login("david@example.org", "David Sjöholm", "Försäkringskassan",
          Role.EMPLOYMENT_SPECIALIST, "utsikten"),
    Login("karin@example.org", "Karin Lövgren", "Umeå kommun", Role.TEAM_LEAD, "natkraft"),
    Login("petra@example.org", "Petra Almqvist", "Skellefteå kommun", Role.TEAM_LEAD, "vi-vagar"),
    Login("sven@example.org", "Sven Ahlmark", "Umeå kommun", Role.STEERING_MEMBER, "natkraft"),
    Login("ulla@example.org", "Ulla Tegnér", "Umeå kommun", Role.EVALUATOR, "natkraft"),
    Login("admin@example.org", "Alva Driftsson", "Umeå kommun", Role.ADMINISTRATOR, None),
)  # fmt: skip
