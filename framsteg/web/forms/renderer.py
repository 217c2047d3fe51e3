"""How forms are drawn: every field through one template, with its label, help and errors joined."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Set as FORM_RENDERER; `django.forms` must stand after `framsteg.web` in INSTALLED_APPS."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
