"""The shared relations as columns: what `relations` says in SQL, made by position and counted.

A million people are joined to their enrolments some fifteen times by 64-bit numbers when SQL lays
the relations. Here persons and enrolments are numbered from 0 once, and each join is a look-up in
an array. Each export is counted by itself; the counts add up to the nation's (`cells`).

The SQL stands as the definition, and is what every other engine runs; a test lays made-up worlds
both ways and compares every relation cell by cell.
"""

from framsteg.evaluation.columns import contacts, enquiries, over_time, people, work
from framsteg.evaluation.columns.cases import Cases as Cases
from framsteg.evaluation.columns.cells import Cells as Cells
from framsteg.evaluation.columns.cells import counted as counted
from framsteg.evaluation.columns.cells import together as together
from framsteg.evaluation.columns.files import Files as Files
from framsteg.evaluation.columns.laid import Laid as Laid
from framsteg.evaluation.columns.sums import columns_of as columns_of
from framsteg.evaluation.columns.sums import summed as summed

LAID_AS_COLUMNS: dict[str, type[Laid]] = {
    "people": people.People,
    "occupied": people.Occupied,
    "entries": people.Entries,
    "exits": people.Exits,
    "person_time": people.PersonTime,
    "latest_jobs": work.LatestJobs,
    "latest_studies": work.LatestStudies,
    "jobs": work.Jobs,
    "worked": work.Worked,
    "first_jobs": work.FirstJobs,
    "waiting_for_job": work.WaitingForJob,
    "contacted": contacts.Contacted,
    "first_employer_contacts": contacts.FirstEmployerContacts,
    "self_reports": contacts.SelfReports,
    "quarter_turns": over_time.QuarterTurns,
    "asked": enquiries.Asked,
}
