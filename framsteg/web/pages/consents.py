"""Pages: consents."""

urlpatterns: list[object] = []
