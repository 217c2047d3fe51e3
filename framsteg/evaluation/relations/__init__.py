"""The relations that measures share, in an order in which each stands after what it needs.

Each is SQL over the tables of `tables.py` and the frame's variables `programmes`, `from_on` and
`until_on` (half-open). Whatever started on or after `until_on` is not yet known. A relation can
be laid for many programmes at once, so each has the programme in every row, and people are
counted once in each programme.

The SQL is DuckDB's, kept to what sqlglot can put into the dialect of a cluster (`engines`).
"""

from framsteg.evaluation.relations.contacts import CONTACT_RELATIONS
from framsteg.evaluation.relations.enquiries import ENQUIRY_RELATIONS
from framsteg.evaluation.relations.over_time import TIME_RELATIONS
from framsteg.evaluation.relations.own_answers import OWN_ANSWER_RELATIONS
from framsteg.evaluation.relations.people import PEOPLE_RELATIONS
from framsteg.evaluation.relations.relation import Relation as Relation
from framsteg.evaluation.relations.work import WORK_RELATIONS

RELATIONS: dict[str, Relation] = {
    **PEOPLE_RELATIONS,
    **TIME_RELATIONS,
    **WORK_RELATIONS,
    **CONTACT_RELATIONS,
    **OWN_ANSWER_RELATIONS,
    **ENQUIRY_RELATIONS,
}
