"""What the record offers to whoever wants to work with it, and the words for the values that stand in it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Max, Min
from django.urls import reverse

from caldicott.tables import FORMATS
from recommendations.models import Period, Rating
from recommendations.package.counts import row_counts
from recommendations.package.descriptor import last_change
from recommendations.package.resource import Resource
from recommendations.package.resources import ASSESSMENTS, COMMITMENTS, PROGRESS_REPORTS, RECOMMENDATIONS, RESOURCES
from recommendations.record.rules import RATING_RULES

# By the name of a resource: the page that lists its rows, and what that page has to be asked for to list all of them.
LISTS = {
    "organisations": ("organisations", ""),
    "recommendations": ("recommendations", ""),
    "commitments": ("commitments", ""),
    "periods": ("periods", ""),
    "progress_reports": ("reports", ""),
    "additional_information": ("additional-information", ""),
    "assessments": ("assessments", ""),
    "toolkit_returns": ("toolkit-returns", ""),
    # Without being asked otherwise, it lists only the figures that do not agree.
    "figure_checks": ("toolkit-figures", "agrees="),
    "editions": ("editions", ""),
    "changes": ("changes", ""),
}
# By the name of a resource: its list in the API.
IN_API = {
    "organisations": "api-organisation-list",
    "recommendations": "api-recommendation-list",
    "commitments": "api-commitment-list",
    "periods": "api-period-list",
    "progress_reports": "api-progress-report-list",
    "additional_information": "api-additional-information-list",
    "assessments": "api-assessment-list",
    "toolkit_returns": "api-toolkit-return-list",
    "figure_checks": "api-figure-check-list",
    "editions": "api-edition-list",
    "changes": "api-change-list",
}

NO_MEANINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Offer:
    """One kind of row, how many there are, and where to have them; `page` and `api` are empty where there is none."""

    resource: Resource
    rows: int
    page: str
    files: dict[str, str]  # addresses by format
    api: str


@dataclass(frozen=True)
class Term:
    """A column whose values need a word: each value as it stands in the files, the word, and what it means."""

    title: str
    column: str
    file: str
    meaning: str
    values: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Coverage:
    """The first and the last position that is published, and when the record last changed; None where nothing is."""

    first: datetime.date | None
    last: datetime.date | None
    changed: datetime.datetime | None


def offers() -> list[Offer]:
    """Every kind of row, first those that can be had by themselves."""
    counts = row_counts()
    made = [offer(resource, counts[resource.name]) for resource in RESOURCES]
    return sorted(made, key=lambda each: (not each.files, not each.api))


def offer(resource: Resource, rows: int) -> Offer:
    page, asked = LISTS.get(resource.name, ("", ""))
    address = reverse(page) if page else ""
    return Offer(
        resource,
        rows,
        page=f"{address}?{asked}" if asked else address,
        files={name: f"{address}?{asked}{'&' if asked else ''}format={name}" for name in FORMATS} if page else {},
        api=reverse(IN_API[resource.name]) if resource.name in IN_API else "",
    )


def coverage() -> Coverage:
    dates = Period.objects.published().aggregate(first=Min("position_date"), last=Max("position_date"))
    return Coverage(**dates, changed=last_change())


def terms() -> list[Term]:
    """The words for ratings, self-ratings and the like, as the models have them."""
    read_as = {rule.value: rule.explanation for rule in RATING_RULES}
    return [
        term(
            ASSESSMENTS,
            "rating",
            "Rating",
            "How far the panel thinks a recommendation is. The report of 2014 gives words and no colours: its ratings "
            "are read from the words of each conclusion.",
            {**read_as, Rating.NOT_ASSESSED: "The panel did not assess it for this period."},
        ),
        term(ASSESSMENTS, "rating_basis", "Basis of a rating", "Where the rating comes from."),
        term(
            PROGRESS_REPORTS,
            "self_rating",
            "Self-rating",
            "How far a body says that a commitment is. In 2014 this too was told in words, and is read from them.",
        ),
        term(RECOMMENDATIONS, "sufficiency", "Sufficiency"),
        term(COMMITMENTS, "kind", "Kind of a commitment"),
    ]


def term(
    resource: Resource, name: str, title: str, meaning: str = "", meanings: Mapping[str, str] = NO_MEANINGS
) -> Term:
    """The words of one column; what it means is what the model says of it, unless more has to be said."""
    column = next(column for column in resource.columns if column.name == name)
    return Term(
        title=title,
        column=name,
        file=resource.path,
        meaning=meaning or column.description,
        values=[(value, label, meanings.get(value, "")) for value, label in column.values],
    )
