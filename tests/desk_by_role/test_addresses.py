"""Every address of the panel's desk by every role: who is shown it, and whose sending changes what."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction

from tests.desk_by_role.addresses import NAMES, every_address, is_shown, tried
from tests.desk_by_role.cast import INSIDE, UNSUBMITTED, Cast, Roles
from tests.desk_by_role.sending import everything, written_by
from tests.desk_by_role.table import SHOWN_AS_A_RULE, TABLE, expected
from tests.desk_by_role.typed import sent_from

pytestmark = pytest.mark.usefixtures("db")

# These publish, show what that makes, and take it all back: a test of its own sees to it that nothing stays.
TAKEN_BACK = ("period preview", "period preview-page")


@dataclass
class Walked:
    """By what the table calls each address of a model: whom it was shown, who wrote by it, who read what is secret."""

    shown: dict[str, Roles] = field(default_factory=dict)
    wrote: dict[str, Roles] = field(default_factory=dict)
    told: dict[str, Roles] = field(default_factory=dict)

    def walk(self, cast: Cast, what: str, address: str) -> None:
        pages = {role: browser.get(address) for role, browser in cast.browsers.items()}
        values = sent_from(cast, what, pages.values())
        self.shown[what] = tuple(role for role in pages if is_shown(pages[role]))
        self.told[what] = tuple(role for role in pages if UNSUBMITTED in pages[role].text)
        wrote = tuple(role for role in pages if written_by(cast.browsers[role], address, values))
        self.wrote[what] = () if what in TAKEN_BACK else wrote


@pytest.fixture(scope="module", params=NAMES)
def walked(request: pytest.FixtureRequest, whole_cast: Cast) -> Walked:
    walked = Walked()
    with transaction.atomic():
        for what, address in tried(whole_cast, request.param):
            walked.walk(whole_cast, what, address)
        transaction.set_rollback(True)
    return walked


def test_each_address_is_shown_to_those_of_whom_the_table_says_so_and_to_nobody_else(walked: Walked) -> None:
    assert walked.shown == {what: expected(what)[0] for what in walked.shown}


def test_what_is_sent_there_is_taken_from_those_of_whom_the_table_says_so_and_from_nobody_else(walked: Walked) -> None:
    assert walked.wrote == {what: expected(what)[1] for what in walked.wrote}


def test_what_an_organisation_has_not_submitted_is_on_no_page(walked: Walked) -> None:
    assert walked.told == dict.fromkeys(walked.told, ())


def test_what_an_organisation_has_not_submitted_is_not_where_one_would_look_for_it(cast: Cast) -> None:
    """On every page of its own report, nor where what was reported on its recommendation is weighed."""
    report = cast.row("progressreport", "unsubmitted")
    under = report.commitment.mappings.earliest("pk").recommendation_id
    for address in every_address():
        if address.model == "progressreport" or address.view == "assess":
            where = address.at(cast, object_id=report.pk, row=report.pk, about=under, name="accept")
            for role in INSIDE:
                assert UNSUBMITTED not in cast.browsers[role].get(where, follow=True).text, (role, where)


def test_a_preview_leaves_nothing_behind(cast: Cast) -> None:
    before = everything()
    for what, address in tried(cast, "period"):
        if what in TAKEN_BACK:
            for role in INSIDE:
                cast.browsers[role].post(address, {"post": "yes", "reason": "A sample."})
    assert everything() == before


def test_every_address_is_known_to_the_table(cast: Cast) -> None:
    asked = {what for model in NAMES for what, _ in tried(cast, model)}
    assert set(TABLE) <= asked
    assert {what for what in asked - set(TABLE) if what.split()[1] not in SHOWN_AS_A_RULE} == set()
