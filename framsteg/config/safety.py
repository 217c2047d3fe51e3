"""Production settings that are unsafe, one row each: what is wrong, why, and how to mend it."""

from collections.abc import Callable
from dataclasses import dataclass

from framsteg.config.environment import Environment
from framsteg.config.refusals import Misconfigured

SHORTEST_SECRET = 40
LONGEST_IDLE_MINUTES = 120
LONGEST_SESSION_HOURS = 16


@dataclass(frozen=True)
class Rule:
    """An unsafe state of a production installation."""

    key: str
    unsafe: Callable[[Environment], bool]
    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.what}\n    Why: {self.why}\n    Mend: {self.mend}"


def _weak(secret: str) -> bool:
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < 10 or "insecure" in secret.lower()


RULES = (
    Rule(
        "debug",
        lambda env: env.debugging,
        "Debug mode is on.",
        "Error pages would show settings, code and people's details to anyone.",
        "Remove FRAMSTEG_DEBUG or set it to false.",
    ),
    Rule(
        "secret_missing",
        lambda env: not env.secret_key,
        "There is no secret key.",
        "It signs sessions and password links; without it anyone could log in as anyone.",
        "Set FRAMSTEG_SECRET_KEY, e.g. to the output of `openssl rand -base64 48`.",
    ),
    Rule(
        "secret_weak",
        lambda env: bool(env.secret_key) and _weak(env.secret_key),
        "The secret key is short or easy to guess.",
        "It signs sessions and password links.",
        f"Set FRAMSTEG_SECRET_KEY to at least {SHORTEST_SECRET} random characters.",
    ),
    Rule(
        "old_secret_weak",
        lambda env: any(_weak(old) for old in env.old_secret_keys),
        "An old secret key is short or easy to guess.",
        "Old keys still open sessions until they are removed.",
        "Take the weak key out of FRAMSTEG_OLD_SECRET_KEYS.",
    ),
    Rule(
        "pseudonym_key",
        lambda env: _weak(env.pseudonym_key),
        "The pseudonym key is missing, short or easy to guess.",
        "With it anyone can tell who a row in the snapshot is about.",
        f"Set FRAMSTEG_PSEUDONYM_KEY to at least {SHORTEST_SECRET} random characters and keep it.",
    ),
    Rule(
        "keys_shared",
        lambda env: bool(env.secret_key) and env.secret_key == env.pseudonym_key,
        "The secret key and the pseudonym key are the same.",
        "The secret key is to be changed now and then; the pseudonym key never.",
        "Set FRAMSTEG_PSEUDONYM_KEY to a value of its own.",
    ),
    Rule(
        "hosts_missing",
        lambda env: not env.hosts,
        "No host name is given.",
        "No request would be answered.",
        "Set FRAMSTEG_HOSTS to the site's name, e.g. framsteg.example.se.",
    ),
    Rule(
        "hosts_any",
        lambda env: any("*" in host or host.startswith(".") for host in env.hosts),
        "Any host name is accepted.",
        "Links in password mails could be made to lead to somebody else's site.",
        "Name each host in FRAMSTEG_HOSTS, without * or a leading dot.",
    ),
    Rule(
        "cookies",
        lambda env: not env.cookies_over_tls_only,
        "Cookies are sent without TLS.",
        "A session could be read off the network.",
        "Remove FRAMSTEG_SECURE_COOKIES or set it to true, and serve the site over https.",
    ),
    Rule(
        "hsts",
        lambda env: env.hsts_days < 30,
        "Browsers are not told to stay with https.",
        "The first request of a visit could be taken over on an open network.",
        "Set FRAMSTEG_HSTS_DAYS to 30 or more.",
    ),
    Rule(
        "proxies",
        lambda env: env.proxies < 1,
        "No TLS proxy is named.",
        "Framsteg itself speaks plain http; without a proxy in front nothing is encrypted.",
        "Put a TLS proxy in front and set FRAMSTEG_PROXIES to how many there are (often 1).",
    ),
    Rule(
        "sqlite_machines",
        lambda env: env.on_sqlite and env.machines > 1,
        "SQLite is used by several machines.",
        "Its file cannot be shared over a network without losing what was saved.",
        "Set FRAMSTEG_DATABASE_URL to a PostgreSQL database, or FRAMSTEG_MACHINES to 1.",
    ),
    Rule(
        "sqlite_workers",
        lambda env: env.on_sqlite and env.workers > 4,
        "SQLite is used by more than four web processes.",
        "They would wait for each other at every save.",
        "Set FRAMSTEG_DATABASE_URL to a PostgreSQL database, or lower FRAMSTEG_WORKERS.",
    ),
    Rule(
        "data_relative",
        lambda env: not env.data.is_absolute(),
        "The data folder is a relative path.",
        "A command started in another folder would make a new, empty database.",
        "Set FRAMSTEG_DATA to an absolute path, e.g. /var/lib/framsteg.",
    ),
    Rule(
        "idle",
        lambda env: env.idle_minutes > LONGEST_IDLE_MINUTES,
        "An unused session stays open too long.",
        "A screen that is left shows people's details to whoever passes.",
        f"Set FRAMSTEG_IDLE_MINUTES to {LONGEST_IDLE_MINUTES} or less.",
    ),
    Rule(
        "session",
        lambda env: env.session_hours > LONGEST_SESSION_HOURS,
        "A session may live longer than a working day.",
        "A session that was taken over would stay open.",
        f"Set FRAMSTEG_SESSION_HOURS to {LONGEST_SESSION_HOURS} or less.",
    ),
    Rule(
        "second_factor",
        lambda env: not env.second_factor_asked,
        "A password alone opens the site.",
        "A password that was guessed or given away would open people's files.",
        "Remove FRAMSTEG_SECOND_FACTOR or set it to true.",
    ),
    Rule(
        "mail",
        lambda env: not env.mail_url,
        "No mail server is given.",
        "Nobody could get a new password.",
        "Set FRAMSTEG_MAIL_URL, e.g. to smtp+tls://user:password@mail.example.se:587.",
    ),
    Rule(
        "mail_plain",
        lambda env: env.mail_url.startswith("smtp:") and "localhost" not in env.mail_url,
        "Mail is sent without TLS.",
        "Password links could be read on the way.",
        "Use smtp+tls:// (port 587) or smtps:// (port 465) in FRAMSTEG_MAIL_URL.",
    ),
)


def faults(env: Environment) -> tuple[Rule, ...]:
    """The rules that a production environment breaks; none in development."""
    if not env.production:
        return ()
    return tuple(rule for rule in RULES if rule.unsafe(env))


def refuse_unsafe(env: Environment) -> None:
    """Raise `Misconfigured` with every fault, so that all can be mended at once."""
    found = faults(env)
    if found:
        lines = "\n".join(f"{number}. {rule}" for number, rule in enumerate(found, 1))
        raise Misconfigured(f"Framsteg does not start with these production settings:\n{lines}")
