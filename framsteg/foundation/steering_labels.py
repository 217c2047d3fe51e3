"""What the codes of reviewing, steering and reporting are called."""

from enum import StrEnum

from framsteg.foundation import codes
from framsteg.foundation.text import Text, say

LABELS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    codes.ReviewKind: {
        codes.ReviewKind.SELF: say("Self-assessment"),
        codes.ReviewKind.INDEPENDENT: say("Independent review"),
    },
    codes.ReviewState: {
        codes.ReviewState.OPEN: say("Under way"),
        codes.ReviewState.AGREED: say("Agreed"),
    },
    codes.FileReply: {
        codes.FileReply.YES: say("Yes"),
        codes.FileReply.NO: say("No"),
        codes.FileReply.NOT_CONCERNED: say("Does not concern this person"),
        codes.FileReply.CANNOT_TELL: say("Cannot be told from the file"),
    },
    codes.ReportKind: {
        codes.ReportKind.FINAL: say("Final report"),
        codes.ReportKind.YEARLY: say("Yearly report"),
        codes.ReportKind.APPLICATION: say("Application for continued funding"),
        codes.ReportKind.QUARTERLY: say("Quarterly sheet for IPS"),
        codes.ReportKind.FINSAM: say("Counts for Uppföljning Finsam"),
    },
}
