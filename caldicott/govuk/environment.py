"""The Jinja2 environment of all pages."""

from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined


def environment(**options: Any) -> Environment:
    loader = options.pop("loader")
    made = Environment(  # noqa: S701 (Django's backend passes autoescape=True)
        loader=ChoiceLoader([loader, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]),
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.globals.update({"static": static, "url": reverse, "get_messages": get_messages})
    return made


__all__ = ["StrictUndefined", "environment"]
