"""The file of identity providers is read strictly, and never repeated."""

from pathlib import Path

import pytest

from framsteg.config import providers
from framsteg.config.refusals import Misconfigured

GOOD = """
- id: norrby
  name: Norrby kommun
  organisation: Norrby kommun
  oidc: {server: "https://login.norrby.se/", client_id: framsteg, secret: hemligt}
"""


def test_the_file_is_read_and_its_provider_allowed_by_the_pages_policy(tmp_path: Path) -> None:
    path = tmp_path / "providers.yaml"
    path.write_text(GOOD)

    (one,) = providers.read(path)

    assert (one.kind, one.origin) == ("openid_connect", "https://login.norrby.se")
    assert providers.read(None) == ()


@pytest.mark.parametrize(
    "told",
    [
        "- id: norrby\n  name: N\n  organisation: N\n",
        GOOD + GOOD.lstrip(),
        GOOD.replace("client_id", "clientid"),
        GOOD.replace("id: norrby", "id: Norrby kommun"),
        "- [",
    ],
    ids=["no way in", "twice", "misspelt", "odd id", "no yaml"],
)
def test_a_file_that_is_not_as_it_should_is_refused_without_repeating_its_secret(
    tmp_path: Path, told: str
) -> None:
    path = tmp_path / "providers.yaml"
    path.write_text(told)

    with pytest.raises(Misconfigured) as refusal:
        providers.read(path)

    assert "hemligt" not in str(refusal.value)
