"""Pages: participants."""

urlpatterns: list[object] = []
