"""Nothing is forgotten: every model has a factory, and a page, a resource or a stated reason for having none."""

from typing import Any

import factory
import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import get_resolver

from organisations import models as organisations
from recommendations import models as recommendations
from tests import factories

# The addresses, by name, at which a model's rows are shown; or, as a sentence, why it has none of its own.
SHOWN: dict[type[Model], tuple[str, ...] | str] = {
    organisations.Organisation: ("organisation", "api-organisation-detail"),
    organisations.OrganisationType: ("toolkit-type",),
    organisations.ToolkitReturn: ("toolkit-type", "toolkit-returns", "api-toolkit-return-detail"),
    organisations.FigureCheck: ("toolkit-type", "toolkit-figures", "api-figure-check-detail"),
    organisations.Alias: "It is part of its organisation and shown there.",
    organisations.Succession: "It is shown with both organisations that it joins.",
    organisations.CollectiveMembership: "It is shown with the collective and with its member.",
    organisations.ToolkitTable: "It is the heading of its returns and shown with them.",
    organisations.RequirementGroup: "It orders the returns of the toolkit's pages and is a filter of the API.",
    organisations.Letter: "Letters are private: only the admin shows them.",
    organisations.User: "People are private: only the admin shows them.",
    organisations.Membership: ("desk-people", "account"),
    organisations.Invitation: ("desk-people", "invitation"),
    organisations.AuditRow: "It is the book of deeds: only the admin shows it.",
    organisations.HistoryRow: "It tells what people changed: only the admin shows it.",
    recommendations.Recommendation: ("recommendation", "api-recommendation-detail"),
    recommendations.Commitment: ("commitment", "api-commitment-detail"),
    recommendations.CommitmentLead: "It joins a commitment to its lead and is shown with both.",
    recommendations.Mapping: "It joins a commitment to a recommendation and is shown with both.",
    recommendations.Reminder: "Its step and its day are told where somebody did not report.",
    recommendations.Change: ("changes", "edition-differences", "api-change-detail"),
    recommendations.Edition: ("edition", "api-edition-detail"),
    recommendations.SealedFile: ("edition", "edition-file"),
    recommendations.SealedPiece: ("edition-file",),
    recommendations.Period: ("period", "api-period-detail"),
    recommendations.ProgressReport: ("commitment", "api-progress-report-detail"),
    recommendations.AdditionalInformation: (
        "recommendation",
        "additional-information",
        "api-additional-information-detail",
    ),
    recommendations.Draft: "It is the organisation's alone until it is submitted.",
    recommendations.Receipt: "It is between the organisation and the panel.",
    recommendations.Submission: "It is between the organisation and the panel: what of it is public is in the report.",
    recommendations.Decision: "It is between the panel and the organisation.",
    recommendations.Evidence: "It is part of its progress report and shown with it.",
    recommendations.TargetDate: ("commitment", "organisation", "api-target-date-detail"),
    recommendations.Correction: "It is between the panel's people until its edition tells what came of it.",
    recommendations.SealedPiece: "It is part of a sealed file and served as that.",
    recommendations.Reminder: ("silence", "organisation"),
    recommendations.AssessmentVersion: "It is the panel's alone: what was published of it is in the assessment.",
    recommendations.Agreement: "It is the panel's alone.",
    recommendations.Assessment: ("recommendation", "assessments", "api-assessment-detail"),
}

OWN_MODELS = [
    model for label in ("organisations", "recommendations") for model in apps.get_app_config(label).get_models()
]


def named(model: Any) -> str:
    return str(model.__name__)


@pytest.mark.parametrize("model", OWN_MODELS, ids=named)
def test_every_model_has_a_factory(model: type[Model]) -> None:
    made = [
        member._meta.get_model_class()
        for member in vars(factories).values()
        if isinstance(member, factory.base.FactoryMetaClass)
    ]
    assert model in made


@pytest.mark.parametrize("model", OWN_MODELS, ids=named)
def test_every_model_is_shown_or_says_why_not(model: type[Model]) -> None:
    addresses = set(get_resolver().reverse_dict)
    shown = SHOWN[model]
    if isinstance(shown, str):
        assert shown.endswith(".")
    else:
        assert set(shown) <= addresses
