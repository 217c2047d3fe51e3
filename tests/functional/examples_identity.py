"""The pages of one's own log-in, and of those who look after who may get in."""

from typing import Any

SAFE = "konto/saker-inloggning/"

OWN: dict[str, dict[str, Any]] = {
    SAFE: {},
    f"{SAFE}totp/activate/": {},
    f"{SAFE}webauthn/": {},
    f"{SAFE}webauthn/add/": {},
    "konto/inloggningar/": {},
}
# The journeys of `test_safe_log_in.py` go through these: each needs a factor, or a log-in half way.
NOT_PAGES = {
    f"{SAFE}{rest}"
    for rest in (
        "authenticate/", "reauthenticate/", "totp/deactivate/", "recovery-codes/",
        "recovery-codes/generate/", "recovery-codes/download/", "webauthn/reauthenticate/",
        "webauthn/keys/<int:pk>/remove/", "webauthn/keys/<int:pk>/edit/", "webauthn/login/",
    )
} | {
    "konto/inloggningar/<int:session_id>/avsluta/", "konto/inloggningar/avsluta-alla/",
}  # fmt: skip
