"""The rhythm of the support told day by day: slow, and with nothing clever in it."""

from datetime import date, timedelta

from framsteg.blueprints.schema import ExitKind
from framsteg.rules.dates import add_months
from framsteg.rules.support_rhythm import Job, Moment, is_loss

DAY = timedelta(days=1)


def asked_on(day, job, exit_kind):
    """Which contact a day belongs to: (moment, a number for telling two apart), or None."""
    if job.ends_on is not None and is_loss(job.end_reason):
        since_last_day = (day - (job.ends_on - DAY)).days
        if 0 <= since_last_day <= 3:
            return Moment.AFTER_LOSS, 0
    since = (day - job.starts_on).days
    if -7 <= since <= -1:
        return Moment.BEFORE_START, 0
    if 0 <= since <= 3:
        return Moment.AFTER_START, 0
    if 7 <= since <= 27:
        return Moment.WEEKLY, since // 7
    if since < 28:
        return None
    months = max(m for m in range(60) if add_months(job.starts_on, m) <= day)
    if months < 12 or exit_kind is ExitKind.TIME_UNLIMITED:
        return Moment.MONTHLY, max(months, 1)
    return None


def windows(job, exit_kind, until):
    """Days that belong together, from the week before the start; whole ones only."""
    found = {}
    day = job.starts_on - timedelta(days=7)
    while day <= until + timedelta(days=70):
        asked = asked_on(day, job, exit_kind)
        if asked is not None:
            found.setdefault(asked, []).append(day)
        day += DAY
    told = []
    for (moment, n), days in found.items():
        first, last = days[0], days[-1]
        if first > until:
            continue
        if job.ends_on is not None and moment is not Moment.AFTER_LOSS:
            whole = asked_days(moment, n, job, exit_kind)
            if whole[-1] >= job.ends_on - DAY:
                continue
            first, last = whole[0], whole[-1]
        told.append((moment, first, last))
    return told


def asked_days(moment, n, job, exit_kind):
    """The days of a contact as they would be if the job had gone on."""
    going_on = Job(job.starts_on)
    day = job.starts_on - timedelta(days=7)
    days = []
    while day < date.max and (not days or day <= days[-1] + DAY):
        if asked_on(day, going_on, exit_kind) == (moment, n):
            days.append(day)
        elif days:
            break
        day += DAY
    return days
