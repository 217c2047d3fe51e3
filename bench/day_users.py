"""A coach's day as requests, for locust: `bench/day.py` starts it and says who the coaches are.

Closed loop: each user asks, reads the whole answer, thinks, and asks again. The host is always
this machine; locust is told nothing else.
"""

import json
import os
import random
import uuid
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

DAY: dict[str, Any] = json.loads(Path(os.environ["BENCH_DAY"]).read_text())


class Coach(HttpUser):
    wait_time = between(1, 3)

    def on_start(self) -> None:
        coach = random.choice(DAY["coaches"])
        self.people: list[int] = coach["people"]
        cookies = {DAY["cookie"]: coach["session"], "csrftoken": DAY["csrf"]}
        self.client.cookies.update(cookies)

    def look(self, path: str, name: str) -> None:
        with self.client.get(path, name=name, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code != 200:
                answer.failure(f"answered {answer.status_code}")

    @task(5)
    def my_day(self) -> None:
        self.look("/", "Min dag")

    @task(4)
    def people_list(self) -> None:
        self.look("/deltagare/", "list")

    @task(8)
    def person(self) -> None:
        self.look(f"/deltagare/{random.choice(self.people)}/", "a person")

    @task(2)
    def week(self) -> None:
        self.look("/moten/", "week")

    @task(1)
    def employers(self) -> None:
        self.look("/arbetsgivare/", "employers")

    @task(2)
    def results(self) -> None:
        self.look(DAY["results"], "results")

    @task(4)
    def log_contact(self) -> None:
        """The form, and what a coach types in it."""
        pk = random.choice(self.people)
        self.look(f"/deltagare/{pk}/kontakt/", "contact form")
        sent = {**DAY["contact"], "enrolment_id": str(pk), "once": str(uuid.uuid4())}
        with self.client.post(
            f"/deltagare/{pk}/kontakt/",
            data=sent,
            name="contact saved",
            catch_response=True,
            allow_redirects=False,
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"answered {answer.status_code}")
