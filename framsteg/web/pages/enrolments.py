"""Pages: enrolments."""

urlpatterns: list[object] = []
