"""Pages: results."""

urlpatterns: list[object] = []
