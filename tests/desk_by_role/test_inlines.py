"""Every inline of every form by every role: to whom it is open, and whose sending, forged too, writes a row by it."""

from typing import Any

import pytest
from django.contrib import admin
from django.forms.models import inlineformset_factory

from tests import factories as f
from tests.desk import address
from tests.desk_by_role.cast import KEEPERS, SUPERUSER, Cast, Roles
from tests.desk_by_role.sending import written_by
from tests.desk_by_role.typed import sent_from

DEEDS = {"add": "insert", "change": "update", "delete": "delete"}
# Who adds, changes and deletes a row by it on the page of what it belongs to, and gives one with a new one of these.
# What is not here nobody does.
TABLE: dict[str, dict[str, Roles]] = {
    "AliasInline": {"add": KEEPERS, "change": KEEPERS, "delete": KEEPERS, "begin": KEEPERS},
    "PredecessorInline": {"begin": KEEPERS},
    "SuccessorInline": {"begin": KEEPERS},
    "LeadInline": {"add": (SUPERUSER,), "delete": (SUPERUSER,), "begin": (SUPERUSER,)},
    "MappingInline": dict.fromkeys([*DEEDS, "begin"], (SUPERUSER,)),
}
# Forms that somebody may send. In all others nobody writes anything, so that nobody does by their inlines.
SENT = {"organisation", "commitment", "progressreport", "recommendation"}
SHOWN_ONLY = {"EvidenceInline", "AssessmentInline", "ToolkitReturnInline", "EventInline"}
INLINES = {
    inline.__name__: (model, inline)
    for model, at_the_desk in admin.site._registry.items()
    for inline in at_the_desk.inlines
}


def given(cast: Cast, name: str) -> dict[str, Any]:
    """A row that could be written by it, but for the role."""
    period = cast.row("period", "close")
    return {
        "AliasInline": {"name": "Another spelling"},
        "PredecessorInline": {"predecessor": f.OrganisationFactory().pk, "since": "2014-10-01", "note": ""},
        "SuccessorInline": {"successor": f.OrganisationFactory().pk, "since": "2014-10-01", "note": ""},
        "LeadInline": {"organisation": f.OrganisationFactory().pk},
        "MappingInline": {"recommendation": f.RecommendationFactory().pk, "in_table_b": "on"},
        "EvidenceInline": {
            "title": "Another audit",
            "url": "https://example.org/other",
            "about_on": "2014-09-30",
            "position": "7",
        },
        "AssessmentInline": {
            "period": period.pk,
            "state": "draft",
            "conclusion": "Forged",
            "rating": "green",
            "rating_basis": "given",
        },
        "ToolkitReturnInline": {
            "position": "7",
            "requirement": "7",
            "group": cast.row("requirementgroup").pk,
            **{f"level_{level}": "0" for level in range(4)},
        },
        "EventInline": {"type": "deferred", "at": "2014-09-30 12:00"},
    }[name]


def formset_of(name: str) -> Any:
    model, inline = INLINES[name]
    return inlineformset_factory(model, inline.model, fk_name=inline.fk_name, fields=())


def forged(cast: Cast, name: str, parent: Any, deed: str) -> dict[str, Any]:
    """What a form sends for one row of an inline, whether or not it was shown there."""
    formset = formset_of(name)
    prefix = formset.get_default_prefix()
    row = given(cast, name)
    if deed in ("change", "delete"):
        there = INLINES[name][1].model._default_manager.filter(**{formset.fk.name: parent}).earliest("pk")
        row |= {"id": there.pk, formset.fk.name: parent.pk}
    if deed == "delete":
        row["DELETE"] = "on"
    return {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "1" if "id" in row else "0",
        **{f"{prefix}-0-{field}": value for field, value in row.items()},
    }


def is_open(page: Any, name: str, deed: str) -> bool:
    """Whether the form that is shown lets one do it."""
    shown = page.context.get("inline_admin_formsets", []) if page.status_code == 200 else []
    right = "add" if deed == "begin" else deed
    return any(getattr(each, f"has_{right}_permission") for each in shown if type(each.opts).__name__ == name)


def test_every_inline_is_known_here() -> None:
    assert set(INLINES) == set(TABLE) | SHOWN_ONLY
    assert sum(len(each.inlines) for each in admin.site._registry.values()) == len(INLINES)


@pytest.mark.parametrize("deed", [*DEEDS, "begin"])
@pytest.mark.parametrize("name", INLINES)
def test_an_inline_is_open_to_those_of_whom_the_table_says_so_and_to_nobody_else(
    cast: Cast, name: str, deed: str
) -> None:
    model, inline = INLINES[name]
    kind = str(model._meta.model_name)
    parent = cast.row(kind, "inlines")
    where = address(model, "add") if deed == "begin" else address(model, "change", parent.pk)
    pages = {role: browser.get(where) for role, browser in cast.browsers.items()}
    form = sent_from(cast, f"{kind} {'add' if deed == 'begin' else 'change'}", pages.values())
    values = {**form, **forged(cast, name, parent, deed)}
    wrote = {role: written_by(browser, where, values) for role, browser in cast.browsers.items()}
    may = TABLE.get(name, {}).get(deed, ())
    assert tuple(role for role in pages if is_open(pages[role], name, deed)) == may
    done = (inline.model._meta.db_table, DEEDS.get(deed, "insert"))
    assert tuple(role for role in wrote if done in wrote[role]) == may
    assert bool([role for role in wrote if wrote[role]]) == (kind in SENT), "the form was refused for something else"
