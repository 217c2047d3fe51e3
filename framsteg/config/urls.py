"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.urls")),
    path("sprak/", include("django.conf.urls.i18n")),
    path("", include("framsteg.web.urls")),
]

handler400 = "framsteg.web.pages.errors.bad_request"
handler403 = "framsteg.web.pages.errors.forbidden"
handler404 = "framsteg.web.pages.errors.not_found"
handler500 = "framsteg.web.pages.errors.server_error"
