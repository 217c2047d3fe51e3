"""What each code is called, in words that pages, tables and files share."""

from enum import StrEnum

from framsteg.foundation import codes, method_labels, steering_labels, work_labels
from framsteg.foundation.person_codes import PersonKey
from framsteg.foundation.text import Text, say

# By list, then by code: codes are texts, and "employment" stands in more than one list.
LABELS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    codes.OrganisationKind: {
        codes.OrganisationKind.MUNICIPALITY: say("Municipality"),
        codes.OrganisationKind.REGION: say("Region"),
        codes.OrganisationKind.EMPLOYMENT_SERVICE: say("Public Employment Service"),
        codes.OrganisationKind.INSURANCE_AGENCY: say("Social Insurance Agency"),
        codes.OrganisationKind.PRIVATE_CARE: say("Private care provider"),
        codes.OrganisationKind.COORDINATION_ASSOCIATION: say("Coordination association"),
        codes.OrganisationKind.SCHOOL: say("School"),
        codes.OrganisationKind.CIVIL_SOCIETY: say("Civil society"),
        codes.OrganisationKind.COMPANY: say("Company"),
        codes.OrganisationKind.OTHER: say("Other organisation"),
    },
    codes.Role: {
        codes.Role.EMPLOYMENT_SPECIALIST: say("Employment specialist"),
        codes.Role.TEAM_LEAD: say("Team lead"),
        codes.Role.CLINICAL_PARTNER: say("Clinical partner"),
        codes.Role.AGENCY_PARTNER: say("Agency partner"),
        codes.Role.STEERING_MEMBER: say("Steering group member"),
        codes.Role.EVALUATOR: say("Evaluator"),
        codes.Role.DATA_PROTECTION_OFFICER: say("Data protection officer"),
        codes.Role.ADMINISTRATOR: say("Administrator"),
    },
    codes.Part: {
        codes.Part.IDENTITY: say("Name and identity"),
        codes.Part.CONTACT_DETAILS: say("Contact details"),
        codes.Part.PLAN: say("Plan and phases"),
        codes.Part.NETWORK: say("Network"),
        codes.Part.PROFILE: say("Vocational profile"),
        codes.Part.SUPPORT_NEEDS: say("Support needs and health"),
        codes.Part.INCOME: say("Income and benefits"),
        codes.Part.CONTACTS: say("Contacts"),
        codes.Part.EMPLOYER_DEALINGS: say("Jobs and employers"),
        codes.Part.FOLLOW_UPS: say("Follow-ups"),
        codes.Part.DOCUMENTS: say("Documents"),
    },
    codes.GroundKind: {
        codes.GroundKind.CONSENT: say("Consent"),
        codes.GroundKind.STATUTE: say("Legal duty"),
        codes.GroundKind.EMERGENCY: say("Emergency"),
    },
    codes.Sex: {
        codes.Sex.WOMAN: say("Woman"),
        codes.Sex.MAN: say("Man"),
        codes.Sex.UNKNOWN: say("Not stated"),
    },
    codes.SourceKind: {
        codes.SourceKind.SELF: say("Own initiative"),
        codes.SourceKind.RELATIVE: say("Relative"),
        codes.SourceKind.UNIT: say("A service or unit"),
    },
    codes.Channel: {
        codes.Channel.PHONE: say("Phone"),
        codes.Channel.EMAIL: say("E-mail"),
        codes.Channel.LETTER: say("Letter"),
        codes.Channel.VISIT: say("Meeting in person"),
        codes.Channel.REFERRAL: say("Referral letter"),
        codes.Channel.VIDEO: say("Video call"),
        codes.Channel.MESSAGE: say("Text message"),
    },
    codes.Formality: {
        codes.Formality.FORMAL: say("Formal"),
        codes.Formality.INFORMAL: say("Informal"),
    },
    codes.Place: {
        codes.Place.COMMUNITY: say("Out in the community"),
        codes.Place.WORKPLACE: say("At a workplace"),
        codes.Place.HOME: say("At home"),
        codes.Place.OFFICE: say("At our office"),
        codes.Place.CLINIC: say("At the clinic"),
        codes.Place.REMOTE: say("At a distance"),
    },
    codes.MeetingKind: {
        codes.MeetingKind.PERSON: say("With a person"),
        codes.MeetingKind.FIRST_TALK: say("First talk with all authorities"),
        codes.MeetingKind.INTERVIEW: say("Interview"),
        codes.MeetingKind.EMPLOYER: say("With an employer"),
        codes.MeetingKind.TEAM: say("Team meeting"),
        codes.MeetingKind.SUPERVISION: say("Supervision"),
        codes.MeetingKind.OWN: say("Another meeting"),
    },
    codes.MeetingState: {
        codes.MeetingState.BOOKED: say("Booked"),
        codes.MeetingState.HELD: say("Held"),
        codes.MeetingState.NOT_HELD: say("Did not take place"),
        codes.MeetingState.CANCELLED: say("Cancelled"),
    },
    codes.SupervisionTopic: {
        codes.SupervisionTopic.ENGAGEMENT: say("To keep in touch and build trust"),
        codes.SupervisionTopic.PROFILE: say("Mapping and vocational profile"),
        codes.SupervisionTopic.JOB_SEARCH: say("Looking for work"),
        codes.SupervisionTopic.EMPLOYERS: say("Meeting employers"),
        codes.SupervisionTopic.SUPPORT_AT_WORK: say("Support at work"),
        codes.SupervisionTopic.COOPERATION: say("Cooperation with other authorities"),
        codes.SupervisionTopic.OUT_TOGETHER: say("Out together among employers"),
        codes.SupervisionTopic.WORKLOAD: say("The specialist's own workload"),
        codes.SupervisionTopic.METHOD: say("The method"),
    },
    codes.AbsenceReason: {
        codes.AbsenceReason.HOLIDAY: say("Holiday"),
        codes.AbsenceReason.ILLNESS: say("Illness"),
        codes.AbsenceReason.PARENTAL: say("Parental leave or care of a child"),
        codes.AbsenceReason.TRAINING: say("Training"),
        codes.AbsenceReason.OTHER: say("Other absence"),
    },
    codes.EnquiryOutcome: {
        codes.EnquiryOutcome.OPEN: say("Open"),
        codes.EnquiryOutcome.WAITING: say("On the waiting list"),
        codes.EnquiryOutcome.ACCEPTED: say("Accepted"),
        codes.EnquiryOutcome.DECLINED: say("Declined"),
        codes.EnquiryOutcome.WITHDRAWN: say("Withdrawn by the person"),
    },
    codes.DeclineReason: {
        codes.DeclineReason.OUTSIDE_AGE: say("Outside the age range"),
        codes.DeclineReason.OUTSIDE_AREA: say("Lives outside the area"),
        codes.DeclineReason.OUTSIDE_TARGET_GROUP: say("Outside the target group"),
        codes.DeclineReason.CONDITION_NOT_MET: say("A condition of the programme is not met"),
        codes.DeclineReason.NO_PLACES: say("No free places"),
        codes.DeclineReason.OTHER_SUPPORT_FITS: say("Other support fits the wish better"),
    },
    codes.ExitReason: {
        codes.ExitReason.EMPLOYMENT: say("To work"),
        codes.ExitReason.STUDIES: say("To studies"),
        codes.ExitReason.OWN_CHOICE: say("Own choice"),
        codes.ExitReason.MOVED: say("Moved away"),
        codes.ExitReason.HEALTH: say("Health"),
        codes.ExitReason.OTHER_SERVICE: say("To another service"),
        codes.ExitReason.HANDED_OVER: say("Handed over"),
        codes.ExitReason.PROGRAMME_ENDED: say("The programme ended"),
        codes.ExitReason.DECEASED: say("Deceased"),
        codes.ExitReason.REGISTERED_BY_MISTAKE: say("Registered by mistake"),
    },
    codes.OutreachKind: {
        codes.OutreachKind.INFORMATION_MEETING: say("Information event"),
        codes.OutreachKind.STUDY_VISIT: say("Study visit"),
        codes.OutreachKind.FAIR: say("Fair or open house"),
        codes.OutreachKind.OTHER: say("Something else held"),
    },
    codes.HandOverAnswer: {
        codes.HandOverAnswer.WAITING: say("Waits for an answer"),
        codes.HandOverAnswer.ACCEPTED: say("The service accepted"),
        codes.HandOverAnswer.DECLINED: say("The service declined"),
    },
    codes.PersonSays: {
        codes.PersonSays.NOT_ASKED: say("Not asked yet"),
        codes.PersonSays.YES: say("Says yes"),
        codes.PersonSays.NO: say("Says no"),
    },
    codes.ConsentGiven: {
        codes.ConsentGiven.WRITTEN: say("On paper, signed"),
        codes.ConsentGiven.ON_SCREEN: say("On screen, together"),
        codes.ConsentGiven.ORAL: say("Orally"),
    },
    codes.LogName: {
        codes.LogName.EVENT: say("The log of changes"),
        codes.LogName.ACCESS: say("The log of reading"),
    },
    codes.FoundBy: {
        codes.FoundBy.SAMPLE: say("Drawn by lot"),
        codes.FoundBy.EMERGENCY: say("Read on emergency access"),
        codes.FoundBy.CONFLICT: say("Has declared a conflict of interest with the person"),
        codes.FoundBy.NAMED_ALIKE: say("The person has the same name as the reader or a colleague"),
        codes.FoundBy.PROTECTED: say("Protected identity"),
        codes.FoundBy.MANY_PERSONS: say("Many persons in a short time"),
        codes.FoundBy.OUTSIDE_HOURS: say("Outside working hours"),
        codes.FoundBy.NO_TASK: say("Has no task for the person"),
    },
    codes.LogOutcome: {
        codes.LogOutcome.IN_ORDER: say("In order"),
        codes.LogOutcome.ASKED: say("Asked the one who read"),
        codes.LogOutcome.BREACH: say("A breach: taken further"),
    },
    codes.TokenScope: {
        codes.TokenScope.RESULTS: say("The programme's figures, with small numbers hidden"),
        codes.TokenScope.PROGRAMMES: say("What the programme is: name, period, places"),
    },
    codes.LeftKind: {
        codes.LeftKind.PERSONS: say("Main coach of"),
        codes.LeftKind.LINKS: say("Linked to as a partner"),
        codes.LeftKind.PLAN_ACTIONS: say("To do in plans"),
        codes.LeftKind.MEETINGS: say("Meetings to come"),
        codes.LeftKind.TEAM_ACTIONS: say("To do after team meetings"),
        codes.LeftKind.REVIEW_ACTIONS: say("To do after reviews"),
        codes.LeftKind.BACK_UPS: say("Back-up coach of"),
        codes.LeftKind.EMPLOYERS: say("Responsible for employers"),
    },
    codes.AccountState: {
        codes.AccountState.ACTIVE: say("Can log in"),
        codes.AccountState.INVITED: say("Invited"),
        codes.AccountState.LAPSED: say("The invitation no longer works"),
        codes.AccountState.CLOSED: say("Closed"),
        codes.AccountState.NAME_ONLY: say("Known by name only"),
    },
    codes.Purpose: {
        codes.Purpose.CASEWORK: say("Casework"),
        codes.Purpose.EVALUATION: say("Evaluation"),
        codes.Purpose.ADMINISTRATION: say("Administration"),
        codes.Purpose.IMPORT: say("Import"),
    },
    codes.Method: {
        codes.Method.IPS: say("IPS"),
        codes.Method.SE: say("Supported Employment"),
        codes.Method.IPS_AND_SE: say("IPS and Supported Employment"),
    },
    codes.RecordType: {
        codes.RecordType.CASE: say("The person's file"),
        codes.RecordType.NETWORK: say("Others on the network map"),
        codes.RecordType.ENQUIRY: say("Enquiries that led to nothing"),
    },
    codes.RequestKind: {
        codes.RequestKind.RECTIFICATION: say("Correction"),
        codes.RequestKind.ERASURE: say("Erasure"),
        codes.RequestKind.RESTRICTION: say("Restriction of use"),
        codes.RequestKind.OBJECTION: say("Objection to the use"),
    },
    codes.RequestOutcome: {
        codes.RequestOutcome.OPEN: say("Not answered yet"),
        codes.RequestOutcome.MET: say("Done as asked"),
        codes.RequestOutcome.PARTLY: say("Done in part"),
        codes.RequestOutcome.REFUSED: say("Not done"),
    },
    codes.RestrictionGround: {
        codes.RestrictionGround.CONTESTED: say("The person says that it is wrong"),
        codes.RestrictionGround.UNLAWFUL: say("It may not be used, and the person wants it kept"),
        codes.RestrictionGround.CLAIMS: say("The person needs it for a legal claim"),
        codes.RestrictionGround.OBJECTION: say("The person has objected"),
    },
    PersonKey: {
        PersonKey.NUMBER: say("Personal identity number"),
        PersonKey.REFERENCE: say("Their own case number"),
    },
    codes.DisposalState: {
        codes.DisposalState.PROPOSED: say("Waits for a colleague"),
        codes.DisposalState.RETURNED: say("Sent back"),
        codes.DisposalState.DONE: say("Carried out"),
    },
    **method_labels.LABELS,
    **steering_labels.LABELS,
    **work_labels.LABELS,
}


def label(code: StrEnum) -> Text:
    """The words for a code; KeyError for one without words (a test keeps the list whole)."""
    return LABELS[type(code)][code]
