"""Given a task that failed, the administrator tries it again, by keyboard or thumb."""

import os
import re
from typing import Any

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect

from framsteg.actions import background
from tests.factories import trial_tasks
from tests.functional import stage


@pytest.mark.usefixtures("natkraft")
def test_what_failed_is_tried_again(screen: Page, log_in: Any, axe: Any) -> None:
    trial_tasks.fails.enqueue()
    for _each in range(len(background.BACK_OFF) + 1):
        row = DBTaskResult.objects.get()
        row.claim("worker")
        background.run(row)
    log_in(screen, stage.administrator())

    screen.goto(reverse("background:list"))
    axe(screen)
    expect(screen.get_by_text("Väntar på dig")).to_be_visible()
    if os.environ.get("SV_SHOT"):
        screen.screenshot(path=f"/tmp/sv-{screen.viewport_size['width']}.png", full_page=True)
    screen.get_by_role("button", name="Försök igen nu").click()

    expect(screen.get_by_text("Uppgiften försöks igen nu.")).to_be_visible()
    expect(screen.get_by_role("heading", name="Allt har gått bra")).to_be_visible()
    assert re.search("/bakgrundsarbete/$", screen.url)
