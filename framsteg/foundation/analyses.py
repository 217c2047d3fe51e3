"""What a job analysis and a workplace analysis ask about: of the work, never of a person.

One more question is one more line here and its Swedish words.
"""

from dataclasses import dataclass

from framsteg.foundation.codes import AnalysisKind
from framsteg.foundation.text import Text, say


@dataclass(frozen=True)
class Item:
    key: str
    label: Text
    asks: Text


ITEMS: dict[AnalysisKind, tuple[Item, ...]] = {
    AnalysisKind.JOB: (
        Item("tasks", say("Tasks and how often"),
             say("Each task: what one does, every day, every week or now and then, how long.")),
        Item("steps", say("How the main task is done"),
             say("Step by step, as one would show somebody new.")),
        Item("tools", say("Tools, machines and systems"),
             say("What one needs to learn to use, and who can show it.")),
        Item("pace", say("Pace and breaks"),
             say("When it is busiest, when one can rest, what may wait.")),
        Item("precision", say("Precision and decisions"),
             say("What must be exactly right, what one decides alone, what is checked.")),
        Item("contact", say("Contact with people"),
             say("Customers, colleagues, phone: how much, and who helps when it gets hard.")),
        Item("body", say("What it asks of the body"),
             say("Standing, lifting, stairs, repeated movements.")),
        Item("start", say("How one begins"),
             say("Which tasks come first, what can be added later, who gives the instruction.")),
        Item("reshape", say("What can be reshaped"),
             say("Tasks to take away, share, swap or add, so that the job fits more people.")),
        Item("asks", say("What the employer cannot do without"),
             say("Requirements that are real, and those that can be talked over.")),
    ),
    AnalysisKind.WORKPLACE: (
        Item("people", say("The people and the tone"),
             say("How many, how they speak with each other, how one is received.")),
        Item("supervisor", say("Supervisor and natural support"),
             say("Who has time and interest to be there, also when the supervisor is away.")),
        Item("place", say("The place"),
             say("Noise, light, smells, temperature, space, where one can be alone.")),
        Item("access", say("Getting there and around"),
             say("Bus and times, parking, entrance, stairs, toilets, changing room.")),
        Item("hours", say("Hours and flexibility"),
             say("When work begins and ends, whether times and hours can be tried out.")),
        Item("breaks", say("Breaks and company"),
             say("Where and when people have coffee, whether one may sit by oneself.")),
        Item("safety", say("Safety and health"),
             say("Risks, protective gear, occupational health care, what happens at illness.")),
        Item("culture", say("Unwritten rules"),
             say("What nobody tells a newcomer: clothes, phones, jokes, who decides.")),
        Item("experience", say("Experience of support"),
             say("Earlier internships or supported jobs, and what they taught.")),
        Item("needs", say("What the workplace needs"),
             say("What is left undone, what could become a job, what they wish to learn.")),
    ),
}  # fmt: skip
