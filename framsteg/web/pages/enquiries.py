"""Pages: enquiries."""

urlpatterns: list[object] = []
