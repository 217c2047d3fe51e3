"""Names in a list become rows that exist: organisations, units, coaches, employers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Coalesce

from framsteg.actions import employers
from framsteg.actions.programmes import NOBODY_HAS_SAID
from framsteg.foundation.codes import OrganisationKind, Sector
from framsteg.foundation.decision import deny, require
from framsteg.foundation.listed import CaseRow, Coach, EnquiryRow, Known, Source, Spell
from framsteg.foundation.names import fold
from framsteg.foundation.text import say
from framsteg.records.models import Employer, Organisation, Programme, Staff, Unit


def known(programme: Programme, *, for_organisation: int) -> Known:
    """The programme's organisations and their units, and units that nobody has said whose they are.

    Another programme's organisations are left out: their clinics may go by the same names.
    """
    own = Organisation.objects.filter(
        Q(pk=programme.owner_id) | Q(pk__in=programme.partners.values("pk"))
    )
    units = Unit.objects.filter(
        Q(organisation__in=own) | Q(organisation__name=NOBODY_HAS_SAID["name"])
    )
    return Known(
        owner=programme.owner.name,
        starts_on=programme.starts_on,
        organisations={row.name: OrganisationKind(row.kind) for row in own.order_by("pk")},
        units=tuple(units.order_by("pk").values_list("name", "organisation__name")),
        hidden=frozenset(
            units.filter(sensitive=True)
            .exclude(organisation=for_organisation)
            .values_list("name", "organisation__name")
        ),
    )


@dataclass
class Ids:
    """Ids by name. What did not exist is made, and remembered so that it can be undone."""

    programme: Programme
    kinds: Mapping[str, OrganisationKind]
    organisations: dict[str, int] = field(default_factory=dict)
    units: dict[tuple[str, str], int] = field(default_factory=dict)
    coaches: dict[Coach, int] = field(default_factory=dict)
    employers: dict[str, int] = field(default_factory=dict)
    made: list[tuple[str, int]] = field(default_factory=list)

    def for_cases(self, rows: Iterable[CaseRow]) -> None:
        """Find or make everything that these rows name."""
        rows = list(rows)
        coaches = {coach for row in rows for coach in row.coaches}
        sources = {row.source for row in rows if row.source}
        self._organisations(
            {row.site for row in rows}
            | {coach.organisation for coach in coaches}
            | {source.organisation for source in sources}
        )
        self._units(sources)
        self._coaches(coaches)
        self._employers({spell for row in rows for spell in row.spells if spell.employer})

    def for_enquiries(self, rows: Iterable[EnquiryRow]) -> None:
        sources = {row.source for row in rows}
        self._organisations({source.organisation for source in sources})
        self._units(sources)

    def organisation(self, name: str) -> int:
        """The organisation by name; the programme's owner when no name is given."""
        return self.organisations[name] if name else self.programme.owner_id

    def unit(self, source: Source | None) -> int | None:
        if source is None or not source.unit:
            return None
        return self.units[source.unit, source.organisation]

    def coach(self, coach: Coach) -> int:
        return self.coaches[coach]

    def employer(self, name: str) -> int | None:
        return self.employers[fold(name)] if name else None

    def _organisations(self, names: set[str]) -> None:
        wanted = names - {""} - self.organisations.keys()
        found = Organisation.objects.filter(name__in=wanted)
        self.organisations.update(found.values_list("name", "pk"))
        for name in sorted(wanted - self.organisations.keys()):
            if name not in self.kinds:
                require(deny(say("{name} is new: say what kind of organisation it is.", name=name)))
            row = Organisation.objects.create(name=name, kind=self.kinds[name])
            self.organisations[name] = self._made(row)

    def _units(self, sources: set[Source]) -> None:
        wanted = {(s.unit, s.organisation) for s in sources if s.unit} - self.units.keys()
        found = Unit.objects.filter(name__in={name for name, _ in wanted})
        self.units.update(
            {(u.name, u.organisation.name): u.pk for u in found.select_related("organisation")}
        )
        for name, organisation in sorted(wanted - self.units.keys()):
            row = Unit.objects.create(name=name, organisation_id=self.organisation(organisation))
            self.units[name, organisation] = self._made(row)

    def _coaches(self, coaches: set[Coach]) -> None:
        """Coaches by name in their organisation; one that is not known cannot log in."""
        for coach in sorted(coaches - self.coaches.keys(), key=lambda c: (c.organisation, c.name)):
            organisation = self.organisation(coach.organisation)
            row = Staff.objects.filter(organisation=organisation, name=coach.name).first()
            if row is None:
                row = Staff.objects.create_user(
                    None, name=coach.name, organisation_id=organisation, is_active=False
                )
                self._made(row)
            self.coaches[coach] = row.pk

    def _employers(self, spells: set[Spell]) -> None:
        sectors = {fold(s.employer): (s.employer, s.sector) for s in sorted(spells, key=_by_name)}
        wanted = sectors.keys() - self.employers.keys()
        found = Employer.objects.filter(sort_key__in=wanted).order_by("-pk")
        kept = Coalesce("merged_into", "pk")
        self.employers.update(found.annotate(kept=kept).values_list("sort_key", "kept"))
        for key in sorted(wanted - self.employers.keys()):
            name, sector = sectors[key]
            row = employers.register(name=name, sector=_code(sector))
            self.employers[key] = self._made(row)

    def _made(self, row: Organisation | Unit | Staff | Employer) -> int:
        self.made.append((str(row._meta.model_name), row.pk))
        return row.pk


def _by_name(spell: Spell) -> tuple[str, str, str]:
    return (spell.employer, _code(spell.sector), spell.starts_on.isoformat())


def _code(sector: Sector | None) -> str:
    return sector.value if sector else ""
