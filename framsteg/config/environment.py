"""What the environment says, read once, typed and checked. `.env.example` documents each name."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from framsteg.config.refusals import Misconfigured

PREFIX = "FRAMSTEG_"


class Environment(BaseModel):
    """The settings of an installation. A field `x_y` is the variable `FRAMSTEG_X_Y`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    environment: Literal["development", "production"] = "development"
    data: Path = Path("var")
    database_url: str = ""
    database_owner_url: str = ""
    database_pool: int = Field(default=8, ge=2, le=200)
    secret_key: str = ""
    old_secret_keys: tuple[str, ...] = ()
    pseudonym_key: str = ""
    audit_key: str = ""
    debug: bool | None = None
    hosts: tuple[str, ...] = ()
    secure_cookies: bool | None = None
    proxies: int = Field(default=0, ge=0, le=9)
    hsts_days: int = Field(default=365, ge=0, le=3650)
    machines: int = Field(default=1, ge=1)
    workers: int = Field(default=2, ge=1, le=64)
    language: Literal["sv", "en"] = "sv"
    idle_minutes: int = Field(default=60, ge=5)
    session_hours: int = Field(default=10, ge=1)
    second_factor: bool | None = None
    identity_providers: Path | None = None
    mail_url: str = ""
    mail_from: str = "framsteg@localhost"
    jobs_api: str = ""
    jobs_municipalities: tuple[str, ...] = ()
    taxonomy_api: str = ""
    engine: str = "embedded"  # read by evaluation.engines.connect, which knows no Django
    backup_folder: Path | None = None
    backup_recipients: tuple[str, ...] = ()
    backup_copy: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    metrics_token: str = ""
    telemetry: str = ""

    @field_validator(
        "old_secret_keys", "hosts", "jobs_municipalities", "backup_recipients", mode="before"
    )
    @classmethod
    def _list(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def debugging(self) -> bool:
        return bool(self.debug)

    @property
    def cookies_over_tls_only(self) -> bool:
        return self.production if self.secure_cookies is None else self.secure_cookies

    @property
    def second_factor_asked(self) -> bool:
        return self.production if self.second_factor is None else self.second_factor

    @property
    def on_sqlite(self) -> bool:
        return not self.database_url


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read all `FRAMSTEG_*` names; empty values count as absent.

    Raises:
        Misconfigured: a name is misspelt or a value cannot be read. Values are not repeated:
            one of them may be a password.
    """
    given: dict[str, Any] = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and value
    }
    try:
        return Environment(**given)
    except ValidationError as error:
        raise Misconfigured(_explain(error)) from None


def kept_secret(folder: Path, name: str) -> str:
    """A secret for development, made once and kept in the data folder, readable by the owner."""
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        own = folder / f".{name}.{secrets.token_hex(8)}"
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(50))
        # A link is made whole or not at all, so two processes starting together agree.
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text().strip()


def _explain(error: ValidationError) -> str:
    lines = []
    for fault in error.errors():
        name = PREFIX + str(fault["loc"][0]).upper()
        known = fault["type"] != "extra_forbidden"
        reason = fault["msg"] if known else "no setting has this name; see .env.example"
        lines.append(f"{name}: {reason}")
    return "\n".join(lines)
