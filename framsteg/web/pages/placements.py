"""Pages: placements."""

urlpatterns: list[object] = []
