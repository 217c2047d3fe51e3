"""Pages: programmes."""

urlpatterns: list[object] = []
