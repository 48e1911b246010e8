"""What differs between two texts, marked in the admin's templates by the same component as everywhere else."""

from collections.abc import Sequence
from typing import cast

from django import template
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.safestring import SafeString

from caldicott.differences import Part

register = template.Library()


@register.filter
def marked(parts: Sequence[Part]) -> SafeString:
    return _component("differences", parts)


@register.simple_tag
def differences_note() -> SafeString:
    return _component("differences_note")


def _component(macro: str, *arguments: object) -> SafeString:
    component = cast(Jinja2, engines["jinja2"]).env.get_template("components/differences.html")
    return SafeString(getattr(component.module, macro)(*arguments))
