"""Every address of the site."""

from allauth.account.urls import urlpatterns as account_addresses
from allauth.mfa.urls import urlpatterns as second_factor_addresses
from allauth.socialaccount.views import login_cancelled
from django.urls import include, path

# A log-in address is changed by an administrator, with a trace; nobody confirms it by mail.
CLOSED = frozenset(
    {
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_confirm_login_code",
        "account_set_password",
    }
)

urlpatterns = [
    path(
        "konto/", include([address for address in account_addresses if address.name not in CLOSED])
    ),
    path("konto/saker-inloggning/", include(second_factor_addresses)),
    path("konto/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("konto/", include("allauth.socialaccount.providers.saml.urls")),
    path("konto/avbruten/", login_cancelled, name="socialaccount_login_cancelled"),
    path("sprak/", include("django.conf.urls.i18n")),
    path("", include("framsteg.web.urls")),
]

handler400 = "framsteg.web.pages.errors.bad_request"
handler403 = "framsteg.web.pages.errors.forbidden"
handler404 = "framsteg.web.pages.errors.not_found"
handler500 = "framsteg.web.pages.errors.server_error"
