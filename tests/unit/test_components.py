"""The parts that pages are built of: what they promise to readers, keyboards and slow networks."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.http import Http404
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

import framsteg.web
from framsteg.web.forms.widgets import Chips, DayInput, WithUnit, Writing
from framsteg.web.pages import appearance, components, errors

WEB = Path(framsteg.web.__file__).parent
VENDOR = WEB / "static" / "vendor"

# What every page fetches; 100 kB compressed is the promise, the rest is left for the pages' own.
EVERY_PAGE = (
    "framsteg/theme.css",
    "vendor/designsystemet/designsystemet.css",
    "framsteg/framsteg.css",
    "framsteg/framsteg.js",
    "framsteg/mark.svg",
    "django_htmx/htmx-2.min.js",
    "vendor/phosphor/icons.svg",
    "vendor/atkinson-hyperlegible-next/atkinson-hyperlegible-next-latin-wght-normal.woff2",
)


class Contact(forms.Form):
    on = forms.DateField(label="When?", widget=DayInput(quick=True), help_text="The day you met.")
    channel = forms.ChoiceField(
        label="How",
        choices=[("visit", "Visit"), ("phone", "Phone")],
        widget=Chips(icons={"phone": "phone"}),
    )
    minutes = forms.IntegerField(label="Minutes", widget=WithUnit("min"), required=False)
    note = forms.CharField(label="Note", widget=Writing)


def drawn(source: str, **values: object) -> str:
    with translation.override("en"):
        return Template("{% load components %}" + source).render(Context(values))


def page_of_components() -> str:
    with translation.override("sv"), override_settings(DEBUG=True):
        return components.show(RequestFactory().get("/komponenter/")).content.decode()


# ── Fields ─────────────────────────────────────────────────────────────────────────────────────


def test_a_faulty_field_is_described_by_its_help_and_its_error() -> None:
    html = drawn("{{ form.on.as_field_group }}", form=Contact({"on": "31 November"}))

    described = re.search(r'<input[^>]*aria-describedby="([^"]*)"', html)
    assert described and described.group(1).split() == ["id_on_helptext", "id_on_error"]
    assert all(f'id="{name}"' in html for name in described.group(1).split())


def test_a_group_of_choices_is_named_by_a_legend() -> None:
    html = drawn("{{ form.channel.as_field_group }}", form=Contact({}))

    assert html.startswith("<fieldset")
    assert "<legend>How" in html
    assert 'aria-describedby="id_channel_error"' in html


def test_only_what_may_be_left_empty_is_marked() -> None:
    html = drawn("{{ form }}", form=Contact())

    assert html.count("(optional)") == 1


def test_the_error_summary_links_to_each_fault_where_it_can_be_mended() -> None:
    html = drawn("{% error_summary form %}", form=Contact({"minutes": "many"}))

    assert '<a href="#id_on">When? This field is required.</a>' in html
    assert '<a href="#id_channel_0">How: This field is required.</a>' in html
    assert '<a href="#id_minutes">Minutes: Enter a whole number.</a>' in html


def test_a_form_without_faults_has_no_summary() -> None:
    assert drawn("{% error_summary form %}", form=Contact()).strip() == ""


def test_a_day_is_written_as_browsers_want_it() -> None:
    with translation.override("sv"):
        html = str(Contact({"on": "2026-11-16"})["on"])

    assert 'type="date"' in html and 'value="2026-11-16"' in html


# ── Components ─────────────────────────────────────────────────────────────────────────────────


def test_a_misspelt_option_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="defnition"):
        drawn('{% stat label="Clients" value=155 defnition="…" %}')


def test_what_a_page_writes_in_a_card_is_kept_and_its_title_escaped() -> None:
    html = drawn("{% card title=title %}<p>kept</p>{% endcard %}", title="<b>Ek</b>")

    assert "<p>kept</p>" in html
    assert "&lt;b&gt;Ek&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("value", "top", "width"),
    [
        (5, 10, "50.00%"),
        (0, 10, "0.00%"),
        (None, 10, "0.00%"),
        (12, 10, "100.00%"),
        (3, 0, "100.00%"),
    ],
)
def test_a_bar_is_as_wide_as_its_share_in_any_language(
    value: int | None, top: int, width: str
) -> None:
    rows = [{"label": "Psykiatri", "value": value}]
    with translation.override("sv"):
        html = Template("{% load components %}{% bar_list rows top=top %}").render(
            Context({"rows": rows, "top": top})
        )

    assert f'class="fs-bars__bar" width="{width}"' in html


def test_a_person_is_shown_by_neutral_initials() -> None:
    html = drawn('{% person "Maja af Holm" %}')

    assert 'aria-hidden="true">MA<' in html


def test_a_fact_that_is_nought_is_not_a_missing_one() -> None:
    html = drawn("{% facts items %}", items=[("Contacts", 0), ("Interpreter", "")])

    assert "<dd>0</dd>" in html and "<dd>–</dd>" in html


def test_every_icon_that_is_asked_for_stands_in_the_sprite() -> None:
    sprite = (VENDOR / "phosphor" / "icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = re.compile(r'{% icon "([a-z-]+)"|\bicon="([a-z-]+)"|"icon": "([a-z-]+)"')
    files = [*(WEB / "templates").rglob("*.html"), *WEB.rglob("*.py")]
    asked = {name for file in files for names in named.findall(file.read_text()) for name in names}
    asked.discard("")
    asked |= set(re.findall(r'icons\.svg#([a-z-]+)"', page_of_components()))

    assert asked and asked <= known


# ── Pages ──────────────────────────────────────────────────────────────────────────────────────


def test_the_page_of_components_is_closed_where_people_work() -> None:
    with pytest.raises(Http404):
        components.show(RequestFactory().get("/komponenter/"))


def test_no_page_carries_style_or_script_of_its_own() -> None:
    html = page_of_components()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_ids_are_used_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page_of_components())

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("cookie", "painted"),
    [("dark", "dark"), ("light", "light"), ("<script>", "auto"), ("", "auto")],
)
def test_the_server_paints_the_chosen_colours(cookie: str, painted: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["color_scheme"] = cookie

    html = render_to_string("404.html", {}, request)

    assert f'data-color-scheme="{painted}"' in html


def test_choosing_colours_goes_back_to_the_page_and_nowhere_else() -> None:
    def chosen(there: str) -> str:
        request = RequestFactory().post("/utseende/", {"scheme": "dark", "next": there})
        return appearance.choose(request).headers["Location"]

    assert chosen("/deltagare/?q=x") == "/deltagare/?q=x"
    assert chosen("https://elsewhere.example/") == "/"


def test_an_unknown_colour_scheme_is_not_remembered() -> None:
    request = RequestFactory().post("/utseende/", {"scheme": "purple"})

    assert "color_scheme" not in appearance.choose(request).cookies


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404)],
)
def test_an_error_page_does_not_repeat_the_address(view, status) -> None:
    request = RequestFactory().get("/deltagare/19121212-1212/")

    response = view(request, Exception())

    assert response.status_code == status
    assert "19121212" not in response.content.decode()


def test_a_refusal_that_says_why_is_told() -> None:
    response = errors.forbidden(RequestFactory().get("/"), PermissionError("Two coaches already."))

    assert "Two coaches already." in response.content.decode()


# ── What is sent ───────────────────────────────────────────────────────────────────────────────


def test_a_page_fetches_less_than_100_kilobytes() -> None:
    found = [Path(finders.find(name)) for name in EVERY_PAGE]
    sizes = {
        path.name: path.stat().st_size
        if path.suffix == ".woff2"
        else len(gzip.compress(path.read_bytes(), 9))
        for path in found
    }

    assert sum(sizes.values()) < 100_000, sizes


def test_vendored_files_are_the_ones_in_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text())
    told = {name: sha for entry in manifest["vendored"] for name, sha in entry["sha256"].items()}
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }

    assert found == told


def test_paper_is_light_even_at_night() -> None:
    for name in ("framsteg/theme.css", "framsteg/framsteg.css"):
        css = Path(finders.find(name)).read_text()
        assert "@media (prefers-color-scheme: dark)" not in css
        assert "@media screen" in css


# ── The colours of charts ──────────────────────────────────────────────────────────────────────


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_every_colour_of_a_chart_stands_out_from_its_paper() -> None:
    css = Path(finders.find("framsteg/framsteg.css")).read_text()
    blocks = re.findall(r"\{[^{}]*--chart-1:[^{}]*\}", css)

    assert len(blocks) == 3
    for block in blocks:
        colours = dict(re.findall(r"--chart-([\w-]+): (#[0-9a-f]{6});", block))
        marks = {name: contrast(colours[name], colours["paper"]) for name in "123456"}
        assert min(marks.values()) >= 3, marks
        assert contrast(colours["text"], colours["paper"]) >= 4.5
