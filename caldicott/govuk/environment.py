"""The Jinja2 environment of all pages."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from caldicott import first_published, rooms
from caldicott.search import excerpt

from . import fields, words
from .paging import page_links


def environment(**options: Any) -> Environment:
    loader = options.pop("loader")
    made = Environment(  # noqa: S701 (Django's backend passes autoescape=True)
        loader=ChoiceLoader([loader, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]),
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.globals.update({"static": static, "url": address, "page_links": page_links, "rooms": rooms})
    made.globals["the_first_year"] = first_published.THE_FIRST_YEAR
    made.globals["first_published"] = first_published.first_published
    made.globals["publication_of"] = first_published.publication_of
    made.globals["form_component"] = fields.component
    made.globals["form_errors"] = fields.error_summary
    made.filters.update(
        {
            "date_in_words": words.date_in_words,
            "date_in_brief": words.date_in_brief,
            "moment_in_words": words.moment_in_words,
            "with_commas": words.with_commas,
            "counted": words.counted,
            "excerpt": excerpt,
            "host_of": words.host_of,
            "matches": words.matches,
            "paragraphs": words.paragraphs,
            "sentence_case": words.sentence_case,
        }
    )
    made.tests["in_quotation_marks"] = words.is_in_quotation_marks
    return made


def address(name: str, *parts: str | int) -> str:
    """The path of a named address: `url("recommendation", 7)`."""
    return reverse(name, args=parts)
