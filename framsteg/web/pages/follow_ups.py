"""Pages: follow_ups."""

urlpatterns: list[object] = []
