"""The room: the one place from which records are read.

`reading` hands out frozen values cut to what the viewer may see, `changing` hands locked rows to
actions, `exporting` hands rows to the snapshot. Nothing else in the house reads a record.
"""

from framsteg.access.commands import viewer_by_email, viewer_for_command, viewer_for_installation
from framsteg.access.files import NOT_SHARED, CaseFile, CaseLine, CasePage, Share
from framsteg.access.logged_in import session_data, staff_by_id
from framsteg.access.reading.cases import case_file, case_line
from framsteg.access.reading.consents import losses, waiting_to_confirm
from framsteg.access.reading.documents import (
    document,
    document_history,
    documents,
    documents_to_review,
)
from framsteg.access.reading.drafts import draft
from framsteg.access.reading.efforts import efforts
from framsteg.access.reading.employers import employer, employers, recent_employers
from framsteg.access.reading.enquiries import enquiries, enquiry, enquiry_counts
from framsteg.access.reading.frame import case_frame
from framsteg.access.reading.history import changes, reads
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.jobs import (
    job,
    jobs,
    jobs_by_id,
    municipalities,
    occupation_groups,
    occupations,
    workplace_analyses,
)
from framsteg.access.reading.lists import (
    CaseQuery,
    case_files,
    cases,
    count_without_coach,
    expiring_grounds,
    my_cases,
)
from framsteg.access.reading.matches import (
    as_wishes,
    job_trail,
    match,
    may_try_wishes,
)
from framsteg.access.reading.network import network
from framsteg.access.reading.placements import enrolment_of_placement, placement_of
from framsteg.access.reading.plans import plan, plan_tasks, who_can_be_asked
from framsteg.access.reading.programmes import (
    all_organisations,
    all_staff,
    coaches_of,
    figures_scope,
    programme,
    programmes,
    staff_of,
    units_of,
)
from framsteg.access.reading.support import around_placements, support_facts
from framsteg.access.viewer import Grant, Viewer, command_viewer, viewer_for

__all__ = [
    "NOT_SHARED", "all_organisations", "all_staff", "around_placements", "as_wishes", "case_file",
    "case_files", "case_frame", "case_line", "coaches_of", "command_viewer",
    "count_without_coach", "document_history", "documents_to_review", "enquiry_counts",
    "enrolment_of_placement", "expiring_grounds", "figures_scope", "job_trail", "jobs_by_id",
    "may_try_wishes", "my_cases", "occupation_groups", "placement_of", "plan_tasks",
    "recent_employers", "session_data", "staff_by_id", "staff_of",
    "support_facts", "units_of",
    "viewer_by_email", "viewer_for", "viewer_for_command", "viewer_for_installation",
    "waiting_to_confirm", "who_can_be_asked", "workplace_analyses", "CaseFile", "CaseLine",
    "CasePage", "CaseQuery", "Grant", "NotFound", "Share", "Viewer", "cases", "changes",
    "document", "documents", "draft", "efforts", "employer", "employers", "enquiries", "enquiry",
    "job", "jobs", "losses", "match", "municipalities", "network", "occupations", "plan",
    "programme", "programmes", "reads",
]  # fmt: skip
