"""What Framsteg is, and how it can be used by everyone: open to all, logged in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What it is for, and the promises it keeps."""
    return render(request, "pages/about/about.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (tillgänglighetsredogörelse) that the law asks for."""
    return render(request, "pages/about/accessibility.html")
