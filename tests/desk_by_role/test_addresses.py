"""Every address of the panel's desk by every role: who is shown it, and whose sending changes what.

The table below is the promise; an address that it does not know fails. What is sent is what the page's own form would
send, so that whoever may not is refused for the role and not for what was typed.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from caldicott.desk.acts import ActingAdmin
from organisations.models import Role, User
from recommendations.models import Assessment, Period
from tests import factories as f
from tests.desk import browser_of
from tests.publishing import agree_all, sealed
from tests.returning import Desk, open_period, person

pytestmark = pytest.mark.django_db

SUPERUSER = "superuser without a role"
S, M, C, OBSERVER = map(str, (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER))
INSIDE = (S, M, C, OBSERVER, SUPERUSER)
OUTSIDE = ("nobody", "reporter", "officer", "whose role has ended", "without the second factor", "inactive")
OWN = ("organisations", "recommendations")


class Sent(HTMLParser):
    """What the forms of a page would send as they stand, with every reason given and every long text gone on with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "select":
            self.open = name
        elif tag == "option" and "selected" in given and self.open:
            self.values[self.open] = given.get("value", "")
        elif tag == "textarea":
            self.open = name
            self.values[name] = ""
        elif tag == "input" and name and is_sent(given):
            self.values[name] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        if self.open in self.values and self.lasttag == "textarea":
            self.values[self.open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.open = ""


def is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type")
    return kind not in ("submit", "file", "search") and (kind not in ("checkbox", "radio") or "checked" in given)


@dataclass
class Cast:
    """A browser for each role, and a row for each page in a state in which something can be done to it."""

    browsers: dict[str, Client] = field(default_factory=dict)
    rows: dict[str, Model] = field(default_factory=dict)  # by model, or by model and act

    @classmethod
    def make(cls) -> "Cast":
        cast = cls()
        desk = Desk.make()
        cast.people(desk)
        cast.fill(desk)
        return cast

    def people(self, desk: Desk) -> None:
        ended = person(Role.SECRETARIAT)
        part = ended.memberships.get()
        part.ends_at = part.begins_at
        part.save()
        inactive = person(Role.CHAIR, is_active=False)
        unproven = Client()
        unproven.force_login(person(Role.SECRETARIAT))
        shown: dict[str, User] = {
            **{str(role): person(role) for role in (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER)},
            SUPERUSER: f.UserFactory(is_staff=True, is_superuser=True),
            "reporter": desk.reporter,
            "officer": desk.officer,
            "whose role has ended": ended,
            "inactive": inactive,
        }
        self.browsers = {name: browser_of(someone) for name, someone in shown.items()}
        self.browsers |= {"nobody": Client(), "without the second factor": unproven}

    def fill(self, desk: Desk) -> None:
        desk.save()
        desk.submit()
        published: Any = f.PeriodFactory()
        assessed = f.AssessmentFactory(period=published)
        reported = f.ProgressReportFactory(period=published)
        added = f.AdditionalInformationFactory(period=published)
        sealed(published)
        closed = open_period(position_date=datetime.date(2089, 3, 31))
        Period.objects.filter(pk=closed.pk).update(state="closed")
        planned = f.PeriodFactory(open_=True, state="planned")
        written = f.AssessmentFactory(period=desk.period, state="draft", written_by=f.UserFactory(), conclusion="So")
        Assessment.objects.filter(pk=written.pk).update(official_wording="A sample.")
        f.AssessmentVersionFactory(assessment=written, number=1, by=written.written_by)
        agreed = f.CorrectionFactory(assessment=assessed, state="agreed", agreed_by=f.UserFactory(), agreed_at=f.NOON)
        drafted = f.CorrectionFactory(assessment=f.AssessmentFactory(period=published))
        merged = f.OrganisationFactory()
        inactive = f.UserFactory(is_active=False)
        self.rows = {
            "period": planned,
            "period/open": planned,
            "period/move": desk.period,
            "period/close": desk.period,
            "period/reopen": closed,
            "period/publish": closed,
            "period/preview": closed,
            "period/correct": published,
            "assessment": written,
            "assessment/agree": written,
            "assessment/correct": f.AssessmentFactory(period=published),
            "progressreport": desk.report,
            "progressreport/correct": reported,
            "additionalinformation": f.AdditionalInformationFactory(period=desk.period),
            "additionalinformation/correct": added,
            "correction": drafted,
            "correction/agree": drafted,
            "correction/withdraw": agreed,
            "edition": published.editions.first(),
            "commitment": desk.commitment,
            "recommendation": f.RecommendationFactory(),
            "organisation": f.OrganisationFactory(),
            "organisation/separate": merged,
            "collectivemembership": f.CollectiveMembershipFactory(),
            "membership": f.MembershipFactory(),
            "invitation": f.InvitationFactory(),
            "auditrow": f.AuditRowFactory(),
            "historyrow": f.HistoryRowFactory(),
            "organisationtype": f.OrganisationTypeFactory(),
            "requirementgroup": f.RequirementGroupFactory(),
            "toolkittable": f.ToolkitTableFactory(),
            "toolkitreturn": f.ToolkitReturnFactory(),
            "figurecheck": f.FigureCheckFactory(),
            "letter": f.LetterFactory(),
            "user": f.UserFactory(),
            "user/make-active": inactive,
        }
        agree_all(closed)  # on all recommendations that there are by now
        taken_back = Assessment.objects.filter(period=closed).first()
        assert taken_back is not None
        f.AssessmentVersionFactory(assessment=taken_back, number=1, by=f.UserFactory())
        self.rows["assessment/withdraw"] = taken_back

    def row(self, model: str, act: str = "") -> Any:
        return self.rows.get(f"{model}/{act}") or self.rows[model]

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every address of the desk by what the table calls it: the model and the view or act."""
        for model, of in admin.site._registry.items():
            name = str(model._meta.model_name)
            if model._meta.app_label not in OWN:
                continue
            for pattern in of.get_urls():
                if pattern.name is None:
                    continue
                view = "password" if "password" in str(pattern.name) else str(pattern.name).rsplit("_", 1)[-1]
                if view != "act":
                    yield f"{name} {view}", self.address(str(pattern.name), name, view)
            for act in of.acts if isinstance(of, ActingAdmin) else ():
                row = self.row(name, act.name)
                yield (
                    f"{name} act {act.name}",
                    reverse(f"admin:{model._meta.app_label}_{name}_act", args=[row.pk, act.name]),
                )

    def address(self, pattern: str, model: str, view: str) -> str:
        day = self.rows["period/close"].position_date  # type: ignore[attr-defined]
        about = self.rows["assessment"].recommendation_id  # type: ignore[attr-defined]
        arguments: dict[str, list[Any]] = {
            "changelist": [],
            "add": [],
            "import": [],
            "queue": [],
            "subjects": [day],
            "assess": [day, about],
        }
        given = arguments.get(view, [self.row(model, view).pk] if view not in arguments else [])
        return reverse(f"admin:{pattern}", args=given)


@pytest.fixture
def cast() -> Cast:
    return Cast.make()


def everything() -> dict[str, str]:
    """Of each of the project's own tables, how many rows it has and a digest of them all."""
    models = [model for app in OWN for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models if model._meta.managed]
    each = " UNION ALL ".join(
        f"SELECT '{table}', count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) "  # noqa: S608
        f"FROM {table} t"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return dict(cursor.fetchall())


def changed_by(browser: Client, address: str, values: dict[str, str]) -> set[str]:
    """The tables that this changes when it is sent; all of it is undone."""
    with transaction.atomic():
        before = everything()
        browser.post(address, values)
        after = everything()
        transaction.set_rollback(True)
    return {table for table in after if after[table] != before[table]}


# What has to be typed beside what stands in the form.
TYPED: dict[str, dict[str, str]] = {
    "organisation add": {"name": "Sample body", "slug": "sample-body", "kind": "other"},
    "organisation act rename": {"name": "Another name", "on": "2014-10-01"},
    "invitation add": {"email": "invited@example.org", "role": Role.OBSERVER},
    "period act move": {"due_on": "2090-12-31", "closes_on": ""},
    "period act reopen": {"due_on": "2091-06-30", "closes_on": ""},
    "user add": {"email": "new@example.org", "name": "Somebody"},
    "additionalinformation correct": {"summary": "Another sample."},
    "additionalinformation change": {"summary": "Another sample."},
    "assessment correct": {"conclusion": "Other progress"},
    "progressreport correct": {"summary": "Another sample."},
    "assessment assess": {"narrative": "Another sample.", "conclusion": "Some progress", "rating": "amber"},
}


def sent_from(cast: Cast, what: str, address: str) -> dict[str, str]:
    """What whoever may see the form would send, with a reason wherever one is asked."""
    values: dict[str, str] = {}
    for role in INSIDE:
        answer = cast.browsers[role].get(address)
        if answer.status_code == 200:
            values = Sent(answer.content.decode()).values
        if len(values) > 1:
            break
    texts = {"reason": "A sample reason.", "post": "yes", "note": "A sample."}
    missing = {name: text for name, text in texts.items() if not values.get(name, "").strip()}
    return {**values, **missing, **TYPED.get(what, {})}


# Who is shown a page, and whose sending of its form changes something. What is not here is as in `SHOWN_AS_A_RULE`, and
# nobody changes anything by it. What is not asked for enough to change something is tried by tests of its own.
SHOWN_AS_A_RULE = {"changelist": INSIDE, "change": INSIDE, "history": INSIDE, "add": (), "delete": ()}
KEEPERS = (S, SUPERUSER)
TABLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "organisation add": (KEEPERS, KEEPERS),
    "organisation delete": (KEEPERS, KEEPERS),
    "organisation change": (INSIDE, KEEPERS),
    "organisation act rename": (KEEPERS, ()),
    "organisation act succeed": (KEEPERS, ()),
    "organisation act merge": (KEEPERS, ()),
    "organisation act separate": ((), ()),
    "collectivemembership import": (KEEPERS, ()),
    "collectivemembership add": (KEEPERS, ()),
    "collectivemembership delete": (KEEPERS, KEEPERS),
    "membership add": ((SUPERUSER,), ()),
    "membership act end": (KEEPERS, KEEPERS),
    "invitation add": (KEEPERS, KEEPERS),
    "invitation act withdraw": (KEEPERS, KEEPERS),
    "user password": ((SUPERUSER,), ()),
    "user add": ((SUPERUSER,), ()),
    "user change": (INSIDE, (S,)),
    "user act make-inactive": (KEEPERS, KEEPERS),
    "user act make-active": (KEEPERS, KEEPERS),
    "user act reset-second-factor": ((), ()),
    "correction act agree": ((C,), (C,)),
    "correction act withdraw": ((M,), (M,)),
    "additionalinformation correct": ((S,), ()),
    "additionalinformation add": ((M, SUPERUSER), ()),
    "additionalinformation delete": ((SUPERUSER,), (SUPERUSER,)),
    "assessment subjects": (INSIDE, ()),
    "assessment assess": (INSIDE, (M,)),
    "assessment correct": ((M,), (M,)),
    "assessment act agree": ((C,), (C,)),
    "assessment act withdraw": ((C,), (C,)),
    "period preview": (INSIDE, ()),
    "period missing": (INSIDE, ()),
    "period act open": ((S,), (S,)),
    "period act move": ((S,), (S,)),
    "period act close": ((S,), (S,)),
    "period act reopen": ((S,), (S,)),
    "period act publish": ((C,), (C,)),
    "period act correct": ((C,), (C,)),
    "period add": (KEEPERS, ()),
    "period delete": ((SUPERUSER,), (SUPERUSER,)),
    "progressreport add": ((SUPERUSER,), ()),
    "commitment add": ((SUPERUSER,), ()),
    "recommendation add": ((SUPERUSER,), ()),
    "recommendation delete": ((), ()),
    "progressreport queue": (INSIDE, ()),
    "progressreport review": (INSIDE, ()),
    "progressreport correct": ((S,), (S,)),
    "progressreport act accept": ((S,), (S,)),
    "progressreport act return": ((S,), (S,)),
}
MODELS = sorted(str(model._meta.model_name) for model in admin.site._registry if model._meta.app_label in OWN)


@pytest.mark.parametrize("model", MODELS)
def test_the_desk_shows_and_takes_what_the_table_says(cast: Cast, model: str) -> None:
    asked = {what: address for what, address in cast.addresses() if what.split()[0] == model}
    told = {}
    for what, address in asked.items():
        values = sent_from(cast, what, address)
        shown = tuple(role for role in INSIDE if cast.browsers[role].get(address).status_code == 200)
        told[what] = (shown, tuple(role for role in INSIDE if changed_by(cast.browsers[role], address, values)))
    assert told == {what: TABLE.get(what) or (SHOWN_AS_A_RULE[what.split()[1]], ()) for what in asked}


@pytest.mark.parametrize("model", MODELS)
def test_whoever_has_no_part_in_the_panel_is_shown_nothing_and_changes_nothing(cast: Cast, model: str) -> None:
    for what, address in cast.addresses():
        if what.split()[0] == model:
            values = sent_from(cast, what, address)
            for role in OUTSIDE:
                assert cast.browsers[role].get(address).status_code == 302, (role, address)
                assert not changed_by(cast.browsers[role], address, values), (role, address)


def test_every_address_is_known_to_the_table(cast: Cast) -> None:
    asked = {what for what, _ in cast.addresses()}
    assert set(TABLE) <= asked
    assert {what for what in asked - set(TABLE) if what.split()[1] not in SHOWN_AS_A_RULE} == set()
