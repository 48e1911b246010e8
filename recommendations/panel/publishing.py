"""What the chair has before it when it publishes a period or corrects it, and the acts with which it does."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from caldicott.desk.acts import Act
from organisations.models import User
from recommendations.editions.correcting import correct_period
from recommendations.editions.obstacles import obstacles
from recommendations.editions.preview import fingerprint_of_preview
from recommendations.editions.publishing import PUBLISH, publish_period
from recommendations.models import Correction, Period
from recommendations.transitions import PERIOD

from .removing import removed_at

PREVIEWED = (
    ("The overview of the site", "{prefix}"),
    ("The page of the period", "{prefix}periods/{slug}/"),
    ("Its report", "{prefix}periods/{slug}/report/"),
    ("The list of recommendations", "{prefix}recommendations/"),
    ("What changes", "{prefix}changes/"),
)


def agreed(period: Period) -> Any:
    """The corrections that would be published now."""
    waiting = period.corrections.filter(state=Correction.State.AGREED)
    return waiting.select_related("written_by", "agreed_by", "assessment", "report", "addition").order_by("pk")


def can_be_corrected(period: Period, person: User) -> bool:
    return PERIOD["correct_period"].is_open_to(period, person) and agreed(period).exists()


PUBLISH_PERIOD = Act(
    name="publish",
    label="Publish",
    says="Everybody sees it at once, and it stays as it is: what is wrong is then corrected in the open.",
    done="The period is published.",
    do=lambda period, *, by, reason, seen: publish_period(period=period, by=by, seen=seen),
    possible=PUBLISH.is_open_to,
    seen=fingerprint_of_preview,
)
CORRECT_PERIOD = Act(
    name="correct",
    label="Publish corrections",
    says="The period gets another edition. The one before stays at its address and says what superseded it.",
    done="The corrections are published.",
    do=lambda period, *, by, reason, seen: correct_period(period=period, by=by, reason=reason, seen=seen),
    possible=can_be_corrected,
    reason="Why is it corrected? Everybody reads it.",
    seen=fingerprint_of_preview,
)


def shown_before_publishing(period: Period) -> SafeString:
    """What stands in the way, what is corrected, and where to look at what everybody will see."""
    prefix = preview_of(period)
    context = {
        "obstacles": [] if period.is_published else [(each, removed_at(each)) for each in obstacles(period)],
        "corrections": agreed(period) if period.is_published else [],
        "previews": [(words, form.format(prefix=prefix, slug=period.slug)) for words, form in PREVIEWED],
    }
    return SafeString(render_to_string("recommendations/panel/publishing.html", context))


def preview_of(period: Period) -> str:
    """The beginning of the addresses of its preview."""
    return reverse("admin:recommendations_period_preview", args=[period.pk])
