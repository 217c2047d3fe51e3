"""Pages: employers."""

urlpatterns: list[object] = []
