"""A browser for each role, and a row for each page of the desk in a state in which something can be done to it."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from caldicott.tasks import clear_expired_sessions
from organisations.keeping.following import merge_organisations
from organisations.models import Role, User
from recommendations.models import Assessment, Period
from tests import factories as f
from tests.desk import browser_of
from tests.publishing import agree_all, sealed
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period, person

SUPERUSER = "superuser without a role"
S, M, C, OBSERVER = map(str, (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER))
INSIDE = (S, M, C, OBSERVER, SUPERUSER)
OUTSIDE = ("nobody", "reporter", "officer", "whose role has ended", "without the second factor", "inactive")
KEEPERS = (S, SUPERUSER)
Roles = tuple[str, ...]

PASSWORD = "a sample of a password"
# What only the organisation knows: it stands in a draft that nobody has submitted.
UNSUBMITTED = "Zugzwang"
SINCE = datetime.date(2014, 10, 1)


@dataclass
class Cast:
    browsers: dict[str, Client] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    rows: dict[str, Model] = field(default_factory=dict)  # by model, or by model and what is done to it

    @classmethod
    def make(cls) -> "Cast":
        cast = cls()
        desk = Desk.make()
        cast.enter(desk)
        cast.fill_organisations(desk)
        cast.fill_periods(desk)
        cast.fill_figures()
        return cast

    def row(self, model: str, view: str = "") -> Any:
        return self.rows.get(f"{model}/{view}") or self.rows[model]

    def enter(self, desk: Desk) -> None:
        ended = person(Role.SECRETARIAT, is_staff=True)
        part = ended.memberships.get()
        part.ends_at = part.begins_at
        part.save()
        unproven = person(Role.SECRETARIAT, is_staff=True)
        panel = (Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER)
        self.people = {
            **{str(role): person(role, is_staff=True) for role in panel},
            SUPERUSER: f.UserFactory(is_staff=True, is_superuser=True),
            "reporter": desk.reporter,
            "officer": desk.officer,
            "whose role has ended": ended,
            "inactive": person(Role.CHAIR, is_staff=True, is_active=False),
        }
        for each in self.people.values():
            each.set_password(PASSWORD)
            each.save()
        self.browsers = {name: browser_of(someone) for name, someone in self.people.items()}
        self.browsers |= {"nobody": Client(), "without the second factor": Client()}
        self.browsers["without the second factor"].force_login(unproven)

    def fill_organisations(self, desk: Desk) -> None:
        merged, kept, followed = f.OrganisationFactory(), f.OrganisationFactory(), f.OrganisationFactory()
        merge_organisations(merged=merged, kept=kept, since=SINCE, reason="A sample.", by=desk.secretariat)
        f.AliasFactory(organisation=followed)
        f.SuccessionFactory(predecessor=followed)
        f.SuccessionFactory(successor=followed)
        lost = f.UserFactory()
        Authenticator.objects.create(user=lost, type=Authenticator.Type.TOTP, data={})
        job = app.configure_task(clear_expired_sessions.name).defer(timestamp=0)
        self.rows |= {
            "organisation": f.OrganisationFactory(),
            "organisation/separate": merged,
            "organisation/inlines": followed,
            "collectivemembership": f.CollectiveMembershipFactory(),
            "membership": f.MembershipFactory(),
            "invitation": f.InvitationFactory(),
            "auditrow": f.AuditRowFactory(),
            "historyrow": f.HistoryRowFactory(),
            "letter": f.LetterFactory(),
            "user": f.UserFactory(),
            "user/make-active": f.UserFactory(is_active=False),
            "user/reset-second-factor": lost,
            "procrastinatejob": ProcrastinateJob.objects.get(pk=job),
        }

    def fill_periods(self, desk: Desk) -> None:
        bulk, kept_back = commitment_of(desk.organisation), commitment_of(desk.organisation)
        desk.save()
        desk.save(NOTHING, commitment=bulk)
        desk.submit(desk.part(), desk.part(bulk))
        desk.save({**PROGRESS, "narrative": f"{UNSUBMITTED} is not submitted."}, commitment=kept_back)
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
        typed_in = f.ProgressReportFactory(period=desk.period)
        f.EvidenceFactory(report=typed_in)
        self.rows |= {
            "period": planned,
            "period/open": planned,
            "period/move": desk.period,
            "period/close": desk.period,
            "period/reopen": closed,
            "period/publish": closed,
            "period/preview": closed,
            "period/preview-page": closed,
            "period/correct": published,
            "period/published": published,
            "assessment": written,
            "assessment/agree": written,
            "assessment/correct": f.AssessmentFactory(period=published),
            "progressreport": desk.report,
            "progressreport/bulk": desk.report_on(bulk),
            "progressreport/unsubmitted": desk.report_on(kept_back),
            "progressreport/correct": reported,
            "progressreport/change": typed_in,
            "progressreport/delete": f.ProgressReportFactory(period=desk.period),
            "progressreport/inlines": typed_in,
            "additionalinformation": f.AdditionalInformationFactory(period=desk.period),
            "additionalinformation/correct": added,
            "correction": drafted,
            "correction/agree": drafted,
            "correction/withdraw": agreed,
            "edition": published.editions.first(),
            "commitment": desk.commitment,
            "commitment/delete": f.CommitmentFactory(),
            "commitment/inlines": commitment_of(f.OrganisationFactory()),
            "recommendation": f.RecommendationFactory(),
        }
        agree_all(closed)  # on all recommendations that there are by now
        taken_back = Assessment.objects.filter(period=closed).first()
        assert taken_back is not None
        f.AssessmentVersionFactory(assessment=taken_back, number=1, by=f.UserFactory())
        self.rows["assessment/withdraw"] = taken_back

    def fill_figures(self) -> None:
        row = f.ToolkitReturnFactory()
        self.rows |= {
            "organisationtype": f.OrganisationTypeFactory(),
            "requirementgroup": f.RequirementGroupFactory(),
            "toolkittable": row.table,
            "toolkitreturn": row,
            "figurecheck": f.FigureCheckFactory(),
        }
