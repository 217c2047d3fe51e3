"""Placements, training, plan, documents: what each code is called. Read through `labels`."""

from enum import StrEnum

from framsteg.foundation import codes, journal_codes, plan_codes, training_codes
from framsteg.foundation.text import Text, say

LABELS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    codes.PlacementKind: {
        codes.PlacementKind.EMPLOYMENT: say("Ordinary employment"),
        codes.PlacementKind.SUBSIDISED: say("Subsidised employment"),
        codes.PlacementKind.OWN_BUSINESS: say("Own business"),
        codes.PlacementKind.STUDIES: say("Studies"),
        codes.PlacementKind.INTERNSHIP: say("Internship"),
        codes.PlacementKind.SUPPORTED_TRAINING: say("Supported training"),
        codes.PlacementKind.UNPAID: say("Unpaid occupation"),
    },
    codes.Subsidy: {
        codes.Subsidy.WAGE_SUBSIDY: say("Wage subsidy"),
        codes.Subsidy.DEVELOPMENT: say("Development employment"),
        codes.Subsidy.SECURITY: say("Security employment"),
        codes.Subsidy.PUBLIC_SHELTERED: say("Sheltered public employment"),
        codes.Subsidy.NEW_START: say("New start job"),
        codes.Subsidy.INTRODUCTION: say("Introduction job"),
        codes.Subsidy.OTHER: say("Other subsidy"),
    },
    codes.PlacementEnd: {
        codes.PlacementEnd.AGREED_END: say("Ended as agreed"),
        codes.PlacementEnd.NEW_JOB: say("Left for a new job"),
        codes.PlacementEnd.LAID_OFF: say("The employer ended it"),
        codes.PlacementEnd.OWN_CHOICE: say("Ended by own choice"),
        codes.PlacementEnd.HEALTH: say("Ended for health reasons"),
        codes.PlacementEnd.LED_TO_EMPLOYMENT: say("Led to employment"),
        codes.PlacementEnd.FINISHED_STUDIES: say("Studies finished"),
        codes.PlacementEnd.OTHER: say("Other reason"),
    },
    training_codes.PlacementPurpose: {
        training_codes.PlacementPurpose.TRY_TRADE: say("Try a trade"),
        training_codes.PlacementPurpose.TRY_WORKPLACE: say("Try a workplace"),
        training_codes.PlacementPurpose.LEARN_TASKS: say("Learn tasks"),
        training_codes.PlacementPurpose.KNOW_SUPPORT: say("Find out what helps"),
        training_codes.PlacementPurpose.TOWARDS_JOB: say("Way to a job here"),
    },
    training_codes.LedTo: {
        training_codes.LedTo.EMPLOYMENT: say("A job"),
        training_codes.LedTo.SUBSIDISED: say("A job with a subsidy"),
        training_codes.LedTo.STUDIES: say("Studies"),
        training_codes.LedTo.ANOTHER_TRY: say("Another internship or training"),
        training_codes.LedTo.KNOWS_MORE: say("Knowing more about what fits"),
        training_codes.LedTo.SOMETHING_ELSE: say("Something else"),
    },
    training_codes.BasicDemand: {
        training_codes.BasicDemand.KEEP_TIME: say("Keep the times"),
        training_codes.BasicDemand.GET_STARTED: say("Get started"),
        training_codes.BasicDemand.FOLLOW_INSTRUCTION: say("Follow an instruction"),
        training_codes.BasicDemand.STEP_BY_STEP: say("Do it step by step"),
        training_codes.BasicDemand.CHECK_RESULT: say("See when it is done"),
        training_codes.BasicDemand.ASK_FOR_HELP: say("Ask for help"),
        training_codes.BasicDemand.COOPERATE: say("Work with others"),
        training_codes.BasicDemand.COMMUNICATE: say("Talk and understand"),
        training_codes.BasicDemand.HANDLE_CHANGE: say("Meet what is new"),
        training_codes.BasicDemand.ENDURE: say("Last the time out"),
    },
    training_codes.SupportUsed: {
        training_codes.SupportUsed.OWN_ROUTINE: say("Own routine"),
        training_codes.SupportUsed.REMINDER: say("A reminder"),
        training_codes.SupportUsed.SHOWN: say("Shown once"),
        training_codes.SupportUsed.TOGETHER: say("Done together"),
        training_codes.SupportUsed.ADAPTED: say("An adapted task"),
    },
    codes.FollowUpKind: {
        codes.FollowUpKind.START: say("At the start"),
        codes.FollowUpKind.MONTHLY: say("Monthly"),
        codes.FollowUpKind.EXIT: say("At exit"),
    },
    codes.AnsweredBy: {
        codes.AnsweredBy.PERSON: say("The person answered"),
        codes.AnsweredBy.TOGETHER: say("Answered together"),
        codes.AnsweredBy.ON_BEHALF: say("Entered on the person's behalf"),
    },
    journal_codes.JournalSubject: {
        journal_codes.JournalSubject.CONTACT: say("Contact"),
        journal_codes.JournalSubject.FOLLOW_UP: say("Follow-up"),
        journal_codes.JournalSubject.EMPLOYER_VISIT: say("Employer contact"),
    },
    plan_codes.Sphere: {
        plan_codes.Sphere.PRIVATE: say("Private"),
        plan_codes.Sphere.PROFESSIONAL: say("By profession"),
    },
    plan_codes.Ring: {
        plan_codes.Ring.NEAR: say("Closest"),
        plan_codes.Ring.MIDDLE: say("In between"),
        plan_codes.Ring.OUTER: say("Further out"),
    },
    plan_codes.MayContact: {
        plan_codes.MayContact.YES: say("May be contacted"),
        plan_codes.MayContact.NO: say("Does not want to be contacted"),
        plan_codes.MayContact.NOT_ASKED: say("Not asked yet"),
    },
    plan_codes.GoalStatus: {
        plan_codes.GoalStatus.OPEN: say("Under way"),
        plan_codes.GoalStatus.REACHED: say("Reached"),
        plan_codes.GoalStatus.LET_GO: say("Let go"),
    },
    plan_codes.Responsible: {
        plan_codes.Responsible.PARTICIPANT: say("The person"),
        plan_codes.Responsible.COACH: say("Coach"),
        plan_codes.Responsible.AUTHORITY: say("An authority or a service"),
        plan_codes.Responsible.EMPLOYER: say("Employer"),
        plan_codes.Responsible.RELATIVE: say("Relative or friend"),
    },
    plan_codes.ActionStatus: {
        plan_codes.ActionStatus.OPEN: say("To do"),
        plan_codes.ActionStatus.DONE: say("Done"),
        plan_codes.ActionStatus.DROPPED: say("Dropped"),
    },
    codes.DocumentKind: {
        codes.DocumentKind.AGREEMENT: say("Agreement"),
        codes.DocumentKind.PROFILE: say("Vocational profile"),
        codes.DocumentKind.PERSONAL_DESCRIPTION: say("CV and personal description"),
        codes.DocumentKind.TRAINING_AGREEMENT: say("Agreement on supported training"),
        codes.DocumentKind.COMPETENCE_PROFILE: say("Competence profile"),
        codes.DocumentKind.WORKPLACE_PROFILE: say("Workplace profile"),
        codes.DocumentKind.TRAINING_FOLLOW_UP: say("Follow-up of supported training"),
        codes.DocumentKind.INTERNSHIP_AGREEMENT: say("Agreement on an internship"),
        codes.DocumentKind.DISCLOSURE: say("What an employer is told"),
        codes.DocumentKind.INTERVIEW_PREPARATION: say("Preparation for an interview"),
        codes.DocumentKind.INTRODUCTION_PLAN: say("Introduction plan"),
        codes.DocumentKind.SUPPORT_PLAN: say("Support plan on and off the job"),
        codes.DocumentKind.HANDOVER: say("Summary for a hand-over"),
    },
    codes.Signatory: {
        codes.Signatory.PARTICIPANT: say("The participant"),
        codes.Signatory.COACH: say("Employment specialist"),
        codes.Signatory.AUTHORITY: say("For an authority"),
        codes.Signatory.EMPLOYER: say("The employer"),
        codes.Signatory.OTHER: say("Somebody else"),
    },
    codes.SignedHow: {
        codes.SignedHow.ON_SCREEN: say("On screen"),
        codes.SignedHow.ON_PAPER: say("On paper"),
        codes.SignedHow.FOR_SOMEONE: say("By somebody else in the person's place"),
    },
}
