"""Pages: my_day."""

urlpatterns: list[object] = []
