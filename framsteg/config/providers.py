"""The authorities' identity providers, from one file: who they are, and whose staff they know."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from framsteg.config.refusals import Misconfigured


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Oidc(_Strict):
    """`server` is the address before /.well-known/openid-configuration."""

    server: str
    client_id: str
    secret: str


class Saml(_Strict):
    """`certificate` is the provider's signing certificate (PEM, with or without its first line)."""

    entity_id: str
    sso_url: str
    certificate: str
    email_attribute: str = "urn:oid:0.9.2342.19200300.100.1.3"


class Provider(_Strict):
    """One way in. It lets in staff of `organisation` and of no other, by that exact name."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: str
    organisation: str
    oidc: Oidc | None = None
    saml: Saml | None = None

    @property
    def kind(self) -> str:
        return "openid_connect" if self.oidc else "saml"

    @property
    def origin(self) -> str:
        """Where the browser is sent: the policy of the pages must allow it."""
        address = urlsplit(
            self.oidc.server if self.oidc else self.saml.sso_url if self.saml else ""
        )
        return f"{address.scheme}://{address.netloc}"


class _File(_Strict):
    providers: tuple[Provider, ...]


def read(path: Path | None) -> tuple[Provider, ...]:
    """The providers of the file; none without a file.

    Raises:
        Misconfigured: it cannot be read, or says something that nobody knows. Values are not
            repeated: one of them is a secret.
    """
    if path is None:
        return ()
    try:
        told = _File.model_validate({"providers": yaml.safe_load(path.read_text("utf-8")) or []})
    except (OSError, yaml.YAMLError):
        raise Misconfigured(f"{path}: the file cannot be read as YAML.") from None
    except ValidationError as error:
        where = [".".join(map(str, fault["loc"][1:])) for fault in error.errors()]
        raise Misconfigured(f"{path}: not as it should be: {', '.join(where)}") from None
    for one in told.providers:
        if bool(one.oidc) == bool(one.saml):
            raise Misconfigured(f"{path}: {one.id} needs either oidc or saml.")
    ids = [one.id for one in told.providers]
    if len(ids) != len(set(ids)):
        raise Misconfigured(f"{path}: two providers have the same id.")
    return told.providers


def as_allauth(providers: tuple[Provider, ...]) -> dict[str, Any]:
    """The same, in the words of the log-in library."""
    return {
        "openid_connect": {
            "APPS": [_oidc(one, one.oidc) for one in providers if one.oidc],
            "OAUTH_PKCE_ENABLED": True,
        },
        "saml": {"APPS": [_saml(one, one.saml) for one in providers if one.saml]},
    }


def _oidc(one: Provider, told: Oidc) -> dict[str, Any]:
    return {
        "provider_id": one.id,
        "name": one.name,
        "client_id": told.client_id,
        "secret": told.secret,
        "settings": {"server_url": told.server, "oauth_pkce_enabled": True},
    }


def _saml(one: Provider, told: Saml) -> dict[str, Any]:
    return {
        "provider_id": one.id,
        "name": one.name,
        "client_id": one.id,
        "settings": {
            "idp": {
                "entity_id": told.entity_id,
                "sso_url": told.sso_url,
                "x509cert": told.certificate,
            },
            "attribute_mapping": {"email": [told.email_attribute]},
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "reject_idp_initiated_sso": True,
                "reject_deprecated_algorithm": True,
                "allow_single_label_domains": True,
            },
        },
    }
