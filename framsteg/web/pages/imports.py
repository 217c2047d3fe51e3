"""Pages: imports."""

urlpatterns: list[object] = []
