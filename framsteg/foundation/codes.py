"""The closed lists of the domain: stored as these keys, shown through `labels`, never renamed."""

from enum import StrEnum

from framsteg.foundation.document_codes import DocumentKind as DocumentKind
from framsteg.foundation.document_codes import Signatory as Signatory
from framsteg.foundation.document_codes import SignedHow as SignedHow
from framsteg.foundation.log_codes import AccountState as AccountState
from framsteg.foundation.log_codes import LogName as LogName
from framsteg.foundation.log_codes import Purpose as Purpose
from framsteg.foundation.log_codes import TokenScope as TokenScope
from framsteg.foundation.report_codes import ReportKind as ReportKind
from framsteg.foundation.review_codes import FoundBy as FoundBy
from framsteg.foundation.review_codes import LogOutcome as LogOutcome
from framsteg.foundation.rights_codes import DisposalState as DisposalState
from framsteg.foundation.rights_codes import RecordType as RecordType
from framsteg.foundation.rights_codes import RequestKind as RequestKind
from framsteg.foundation.rights_codes import RequestOutcome as RequestOutcome
from framsteg.foundation.rights_codes import RestrictionGround as RestrictionGround
from framsteg.foundation.steering_codes import FileReply as FileReply
from framsteg.foundation.steering_codes import ReviewKind as ReviewKind
from framsteg.foundation.steering_codes import ReviewState as ReviewState
from framsteg.foundation.team_codes import AbsenceReason as AbsenceReason
from framsteg.foundation.team_codes import LeftKind as LeftKind
from framsteg.foundation.team_codes import MeetingKind as MeetingKind
from framsteg.foundation.team_codes import MeetingState as MeetingState
from framsteg.foundation.team_codes import SupervisionTopic as SupervisionTopic


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    REGION = "region"
    EMPLOYMENT_SERVICE = "employment_service"  # Arbetsförmedlingen
    INSURANCE_AGENCY = "insurance_agency"  # Försäkringskassan
    PRIVATE_CARE = "private_care"
    COORDINATION_ASSOCIATION = "coordination_association"  # samordningsförbund
    SCHOOL = "school"
    CIVIL_SOCIETY = "civil_society"
    COMPANY = "company"
    OTHER = "other"


class Role(StrEnum):
    EMPLOYMENT_SPECIALIST = "employment_specialist"
    TEAM_LEAD = "team_lead"
    CLINICAL_PARTNER = "clinical_partner"
    AGENCY_PARTNER = "agency_partner"
    STEERING_MEMBER = "steering_member"
    EVALUATOR = "evaluator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


class Part(StrEnum):
    """The parts of a person's file that can be shared one by one."""

    IDENTITY = "identity"
    CONTACT_DETAILS = "contact_details"
    PLAN = "plan"
    NETWORK = "network"
    PROFILE = "profile"
    SUPPORT_NEEDS = "support_needs"
    INCOME = "income"
    CONTACTS = "contacts"
    EMPLOYER_DEALINGS = "employer_dealings"
    FOLLOW_UPS = "follow_ups"
    DOCUMENTS = "documents"


class GroundKind(StrEnum):
    """Why an organisation may read what another wrote."""

    CONSENT = "consent"
    STATUTE = "statute"
    EMERGENCY = "emergency"


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """Who made the first contact."""

    SELF = "self"
    RELATIVE = "relative"
    UNIT = "unit"


class Channel(StrEnum):
    """How a contact was made."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    REFERRAL = "referral"
    VIDEO = "video"
    MESSAGE = "message"


class Formality(StrEnum):
    FORMAL = "formal"
    INFORMAL = "informal"


class Place(StrEnum):
    """Where a contact took place; community and workplace count as "out in the community"."""

    COMMUNITY = "community"
    WORKPLACE = "workplace"
    HOME = "home"
    OFFICE = "office"
    CLINIC = "clinic"
    REMOTE = "remote"


class EnquiryOutcome(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DeclineReason(StrEnum):
    """Facts only: never readiness or motivation."""

    OUTSIDE_AGE = "outside_age"
    OUTSIDE_AREA = "outside_area"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    CONDITION_NOT_MET = "condition_not_met"
    NO_PLACES = "no_places"
    OTHER_SUPPORT_FITS = "other_support_fits"


class ExitReason(StrEnum):
    """Why a person left the programme. None of them judges the person."""

    EMPLOYMENT = "employment"
    STUDIES = "studies"
    OWN_CHOICE = "own_choice"
    MOVED = "moved"
    HEALTH = "health"
    OTHER_SERVICE = "other_service"
    HANDED_OVER = "handed_over"
    PROGRAMME_ENDED = "programme_ended"
    DECEASED = "deceased"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"


class OutreachKind(StrEnum):
    """What was held for others to know of the programme."""

    INFORMATION_MEETING = "information_meeting"
    STUDY_VISIT = "study_visit"
    FAIR = "fair"
    OTHER = "other"


class HandOverAnswer(StrEnum):
    """What the receiving service has said of a person it was asked to take over."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class PersonSays(StrEnum):
    """What the person says of the service that would take over."""

    NOT_ASKED = "not_asked"
    YES = "yes"
    NO = "no"


class PlacementKind(StrEnum):
    """Sysselsättning. `EMPLOYMENT` and `SUBSIDISED` are both jobs, never added silently."""

    EMPLOYMENT = "employment"
    SUBSIDISED = "subsidised"
    OWN_BUSINESS = "own_business"
    STUDIES = "studies"
    INTERNSHIP = "internship"
    SUPPORTED_TRAINING = "supported_training"
    UNPAID = "unpaid"


class Subsidy(StrEnum):
    """Forms of subsidised employment (domain terms of Arbetsförmedlingen)."""

    WAGE_SUBSIDY = "wage_subsidy"  # lönebidrag för anställning
    DEVELOPMENT = "development"  # lönebidrag för utveckling i anställning
    SECURITY = "security"  # lönebidrag för trygghet i anställning, tidigare trygghetsanställning
    PUBLIC_SHELTERED = "public_sheltered"  # OSA
    NEW_START = "new_start"  # nystartsjobb
    INTRODUCTION = "introduction"  # introduktionsjobb
    OTHER = "other"


class PlacementEnd(StrEnum):
    AGREED_END = "agreed_end"
    NEW_JOB = "new_job"
    LAID_OFF = "laid_off"
    OWN_CHOICE = "own_choice"
    HEALTH = "health"
    LED_TO_EMPLOYMENT = "led_to_employment"
    FINISHED_STUDIES = "finished_studies"
    OTHER = "other"


class Sector(StrEnum):
    PRIVATE = "private"
    MUNICIPAL = "municipal"
    REGIONAL = "regional"
    STATE = "state"
    CIVIL_SOCIETY = "civil_society"


class Industry(StrEnum):
    """The 21 sections A–U of the Swedish standard industrial classification (SNI 2007)."""

    FARMING_FISHING = "A"
    MINING = "B"
    MANUFACTURING = "C"
    ENERGY = "D"
    WATER_WASTE = "E"
    CONSTRUCTION = "F"
    TRADE_REPAIR = "G"
    TRANSPORT_STORAGE = "H"
    HOTEL_RESTAURANT = "I"
    INFORMATION = "J"
    FINANCE = "K"
    REAL_ESTATE = "L"
    EXPERTISE = "M"
    SUPPORT_SERVICES = "N"
    PUBLIC_SECTOR = "O"
    EDUCATION = "P"
    CARE = "Q"
    CULTURE_LEISURE = "R"
    OTHER_SERVICES = "S"
    HOUSEHOLDS = "T"
    INTERNATIONAL = "U"


class TaskRhythm(StrEnum):
    """How often a task at a workplace comes back."""

    SEVERAL_A_DAY = "several_a_day"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SEASONAL = "seasonal"
    WHEN_NEEDED = "when_needed"


class TaskWay(StrEnum):
    """How a task could become part of a job: it waits for hands, is new, or changes hands."""

    FIND = "find"
    CREATE = "create"
    REDISTRIBUTE = "redistribute"


class Carving(StrEnum):
    """Whether the employer thinks that a task could be taken out of the job it is in."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class EmployerPurpose(StrEnum):
    """Why an employer was contacted."""

    GET_TO_KNOW = "get_to_know"
    LEARN_NEEDS = "learn_needs"
    PRESENT_PERSON = "present_person"
    AGREE_PLACEMENT = "agree_placement"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"


class JobOrigin(StrEnum):
    """How the team came to know of a job."""

    OWN_FIND = "own_find"
    CARVED = "carved"  # created or put together from tasks, with the employer
    ADVERTISEMENT = "advertisement"


class JobStatus(StrEnum):
    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"


class WorkTime(StrEnum):
    """When one works. In the database a set of them is the sum of their bits, in this order."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"


class MustHave(StrEnum):
    """What a job cannot do without; a set of them is the sum of their bits, in this order."""

    DRIVING_LICENCE = "driving_licence"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    SWEDISH = "swedish"
    RECORD_EXTRACT = "record_extract"


class WorkScale(StrEnum):
    """What a job asks for in three steps, 1–3, described in words for the job."""

    PACE = "pace"
    PRECISION = "precision"
    CONTACT = "contact"
    NOISE = "noise"
    PHYSICAL = "physical"


class HardNo(StrEnum):
    """What a person has said no to: such a job is not suggested."""

    NIGHT = "night"
    EVENING = "evening"
    WEEKEND = "weekend"
    NOISE = "noise"
    CONTACT = "contact"
    PACE = "pace"
    PHYSICAL = "physical"
    DRIVING = "driving"
    ELSEWHERE = "elsewhere"  # outside the municipalities that the person named
    OCCUPATION = "occupation"  # one of the occupations that the person said no to


class AnalysisKind(StrEnum):
    JOB = "job"
    WORKPLACE = "workplace"


class MatchStepKind(StrEnum):
    """The steps of one person towards one job."""

    SUGGESTED = "suggested"
    PERSON_YES = "person_yes"
    PERSON_NO = "person_no"
    SHARED = "shared"  # CV or personal description given to the employer
    EMPLOYER_YES = "employer_yes"
    EMPLOYER_NO = "employer_no"
    PREPARATION = "preparation"
    ROLE_PLAY = "role_play"
    INTERVIEW = "interview"
    OFFER = "offer"
    PLACED = "placed"
    PERSON_STOPS = "person_stops"


class ToldBy(StrEnum):
    """Who tells an employer what the person has decided to tell."""

    PERSON = "person"
    TOGETHER = "together"
    COACH = "coach"
    NOBODY = "nobody"


class FollowUpKind(StrEnum):
    START = "start"
    MONTHLY = "monthly"
    EXIT = "exit"


class AnsweredBy(StrEnum):
    """Who put a self-report in writing."""

    PERSON = "person"
    TOGETHER = "together"
    ON_BEHALF = "on_behalf"


class ConsentGiven(StrEnum):
    WRITTEN = "written"
    ON_SCREEN = "on_screen"
    ORAL = "oral"


class Method(StrEnum):
    IPS = "ips"
    SE = "se"
    IPS_AND_SE = "ips_and_se"
