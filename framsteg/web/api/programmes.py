"""What programmes there are, as JSON, for whoever may see them.

GET /api/insatser/
"""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from framsteg import access
from framsteg.foundation.codes import TokenScope
from framsteg.web.api.keys import opened_by


@require_GET
@opened_by(TokenScope.PROGRAMMES)
def programmes(request: HttpRequest) -> JsonResponse:
    """Each with its key, by which results are asked; it runs until the day before `ends_before`."""
    lines = [
        {
            "key": line.key,
            "name": line.name,
            "owner": line.owner,
            "blueprint": {"key": line.blueprint_key, "version": line.blueprint_version},
            "starts_on": line.starts_on.isoformat(),
            "ends_before": line.ends_on.isoformat() if line.ends_on else None,
            "places": line.places,
        }
        for line in access.programmes(request.viewer)
    ]
    return JsonResponse({"programmes": lines}, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("insatser/", programmes, name="programmes")]
