"""The evidence of a report in its correction: the whole list of links as it is to stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from caldicott.refusals import Refused
from recommendations.models import Evidence
from recommendations.reporting.forms import MOST_ROWS

EVIDENCE = "evidence"
OF_A_LINK = ("title", "url", "page", "about_on")
Link = Mapping[str, str]


def evidence_of(row: Any) -> list[dict[str, str]]:
    """What a report points to, as JSON keeps it."""
    return [link_as_kept(link) for link in row.evidence.order_by("position").values(*OF_A_LINK)]


def link_as_kept(link: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(link[name]) for name in OF_A_LINK}


def put_evidence(report: Any, links: Sequence[Link]) -> None:
    """Let the report point to these and no others."""
    report.evidence.all().delete()
    Evidence.objects.bulk_create(pieces(report, links))


def check_evidence(report: Any, links: Sequence[Link]) -> None:
    """Raises Refused where one of them may not stand there."""
    if len(links) > MOST_ROWS:
        raise Refused(f"A report points to {MOST_ROWS} pieces of evidence at most: take some out.")
    for piece in pieces(report, links):
        try:
            piece.full_clean(exclude=["report"], validate_unique=False, validate_constraints=False)
            piece.validate_constraints(exclude=["report", "position"])
        except ValidationError as wrong:
            raise Refused(f"Evidence {piece.position}: {' '.join(wrong.messages)}") from None


def pieces(report: Any, links: Sequence[Link]) -> list[Evidence]:
    return [Evidence(report=report, position=place, **link) for place, link in enumerate(links, 1)]


def in_one_line(link: Link) -> str:
    """A link as it is read in a list: where it leads last."""
    return ", ".join(filter(None, (link["title"], link["page"], f"about {link['about_on']}", link["url"])))
