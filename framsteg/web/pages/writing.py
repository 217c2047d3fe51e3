"""How a page writes: one form, one action, and every refusal told where it belongs.

A rule's refusal becomes an error of the form, with all that was typed kept. A conflict with
somebody else's change becomes the merge page, which posts the chosen values to the same address.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from framsteg.actions import drafts
from framsteg.actions.recording import Conflict
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.drafts import keep_by_button, offer

Act = Callable[[dict[str, Any]], object]


def write(
    request: HttpRequest,
    *,
    form: Form,
    act: Act,
    context: dict[str, Any],
    template: str = "pages/form.html",
    done: str | Callable[[Any], str],
    message: str = "",
) -> HttpResponse:
    """Show the form, or do what it asks and go on to `done` (an address, or from act's result).

    The general page, `pages/form.html`, needs title, submit and back in the context.
    """
    if kept := keep_by_button(request):
        return kept
    context = {**context, **offer(request, form)}
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, template, {**context, "form": form}, status=status)
    try:
        result = act(form.cleaned_data)
    except Denied as refusal:
        form.add_error(None, words.render(refusal.reason))
        return render(request, template, {**context, "form": form}, status=422)
    except Conflict as conflict:
        return render(
            request, "pages/merge.html", merge_context(request, form, conflict, context), status=409
        )
    drafts.discard(by=request.viewer, at=request.path)
    if message:
        messages.success(request, message)
    return redirect(done(result) if callable(done) else done)


def merge_context(
    request: HttpRequest, form: Form, conflict: Conflict, context: dict[str, Any]
) -> dict[str, Any]:
    """What the merge page needs: the clashing fields three ways, and all else that was typed."""
    clashes = {clash.field: clash for clash in conflict.clashes}
    shown = [
        {
            "name": form.add_prefix(name),
            "label": form.fields[name].label or name,
            "long": "\n" in str(clash.yours or "") or len(str(clash.yours or "")) > 80,
            "original": choice(form, name, clash.original),
            "theirs": choice(form, name, clash.theirs),
            "yours": choice(form, name, clash.yours),
        }
        for name, clash in clashes.items()
    ]
    kept = [
        (key, value)
        for key, values in request.POST.lists()
        for value in values
        if key not in {row["name"] for row in shown} | {"csrfmiddlewaretoken", "version"}
    ]
    return {
        "rows": shown,
        "kept": kept,
        "version": conflict.version,
        "their_name": conflict.by,
        "action": request.get_full_path(),
        "cancel_url": context["back"]["url"],
    }


def choice(form: Form, name: str, value: Any) -> dict[str, str]:
    """A value as the form would send it, and as a person reads it."""
    field = form.fields[name]
    if told := getattr(field, "as_choice", None):  # a field of more than one value
        return told(value)
    raw = field.prepare_value(value)
    choices = dict(getattr(field, "choices", None) or [])
    return {"raw": "" if raw is None else str(raw), "text": str(choices.get(raw, raw or ""))}
