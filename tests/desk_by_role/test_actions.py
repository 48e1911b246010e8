"""Every action of every list by every role: to whom it is offered, and whose sending of it does something."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests import factories as f
from tests.desk import address
from tests.desk_by_role.addresses import MODELS
from tests.desk_by_role.cast import INSIDE, KEEPERS, SUPERUSER, Cast, Roles
from tests.desk_by_role.sending import written_by

# To whom it is offered, who are those who can do it. What is not here is offered to nobody. To delete is offered to
# whoever may delete some rows of the kind.
TABLE: dict[str, Roles] = {
    "organisation delete_selected": KEEPERS,
    "collectivemembership delete_selected": KEEPERS,
    "additionalinformation delete_selected": (SUPERUSER,),
    "commitment delete_selected": (SUPERUSER,),
    "period delete_selected": (SUPERUSER,),
    "progressreport delete_selected": (SUPERUSER,),
    "recommendation delete_selected": (SUPERUSER,),
}
# Rows that stay, and keep what is chosen together with them.
STAYING = {
    "organisation": "separate",
    "additionalinformation": "correct",
    "commitment": "",
    "period": "published",
    "progressreport": "correct",
}
OF_EACH = {
    str(model._meta.model_name): [
        name
        for _, name, _ in admin.site.get_model_admin(model)._get_base_actions()  # type: ignore[attr-defined]
    ]
    for model in MODELS.values()
}
ALL = [f"{model} {action}" for model, actions in OF_EACH.items() for action in actions]
REGISTERED = {str(model._meta.model_name): model for model in MODELS.values()}


def list_of(model: str) -> str:
    return address(REGISTERED[model], "changelist")


def offered_to(browser: Client, where: str) -> list[str]:
    """The actions that the list offers."""
    answer = browser.get(where)
    choice = (
        re.search(r'<select name="action".*?</select>', answer.text, re.DOTALL) if answer.status_code == 200 else None
    )
    return re.findall(r'value="(\w+)"', choice[0]) if choice else []


def chosen(action: str, *rows: Any, **more: str) -> dict[str, Any]:
    return {"action": action, "_selected_action": [row.pk for row in rows], "index": "0", **more}


def test_the_table_names_no_action_that_there_is_not() -> None:
    assert set(TABLE) <= set(ALL)
    assert {action for actions in OF_EACH.values() for action in actions} == {"delete_selected"}


@pytest.mark.parametrize("what", ALL)
def test_an_action_is_offered_to_those_of_whom_the_table_says_so(cast: Cast, what: str) -> None:
    model, action = what.split()
    offered = tuple(role for role in cast.browsers if action in offered_to(cast.browsers[role], list_of(model)))
    assert offered == TABLE.get(what, ())


@pytest.mark.parametrize("what", ALL)
def test_sent_by_whomever_it_is_done_for_those_alone_and_only_once_it_is_confirmed(cast: Cast, what: str) -> None:
    model, action = what.split()
    row = f.RecommendationFactory() if model == "recommendation" else cast.row(model, "delete")
    asked, confirmed = chosen(action, row), chosen(action, row, post="yes")
    assert [role for role in cast.browsers if written_by(cast.browsers[role], list_of(model), asked)] == []
    done = tuple(role for role in cast.browsers if written_by(cast.browsers[role], list_of(model), confirmed))
    assert done == TABLE.get(what, ())


@pytest.mark.parametrize("model", STAYING)
def test_nobody_deletes_what_stays_whatever_is_chosen_beside_it(cast: Cast, model: str) -> None:
    row, staying = cast.row(model, "delete"), cast.row(model, STAYING[model])
    for role in INSIDE:
        for forged in (
            chosen("delete_selected", staying, post="yes"),
            chosen("delete_selected", row, staying, post="yes"),
            chosen("delete_selected", row, post="yes", select_across="1"),
        ):
            assert not written_by(cast.browsers[role], list_of(model), forged), (role, forged)


@pytest.mark.parametrize("model", OF_EACH)
def test_an_action_that_there_is_not_does_nothing_for_anybody(cast: Cast, model: str) -> None:
    forged = chosen("accept", cast.row(model), post="yes", reason="A sample.")
    assert [role for role in INSIDE if written_by(cast.browsers[role], list_of(model), forged)] == []


def test_reports_are_accepted_together_by_the_secretariat_alone(cast: Cast) -> None:
    """The bulk of the queue, whose page shows the boxes and the button to whoever decides."""
    queue = reverse("admin:recommendations_progressreport_queue")
    shown = tuple(role for role in cast.browsers if 'name="chosen"' in cast.browsers[role].get(queue).text)
    sent = {"chosen": [f"{cast.row('progressreport', name).pk}.1" for name in ("bulk", "unsubmitted")]}
    done = {role: written_by(browser, queue, sent) for role, browser in cast.browsers.items()}
    assert shown == ("secretariat",)
    assert {role for role in done if done[role]} == {"secretariat"}
    assert ("recommendations_decision", "insert") in done["secretariat"]
