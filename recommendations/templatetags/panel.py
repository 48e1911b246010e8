"""What the start page of the desk says before its list of tables."""

from typing import Any

from django import template
from django.urls import reverse

from recommendations.editions.obstacles import About, Obstacle
from recommendations.models import Period
from recommendations.panel.start import corrections_for, start_for

register = template.Library()


@register.inclusion_tag("admin/start.html", takes_context=True)
def what_now(context: dict[str, Any]) -> dict[str, Any]:
    person = context["request"].user
    plans = person.has_perm("recommendations.add_period")
    return {"start": start_for(person), "corrections": corrections_for(person), "plans": plans}


@register.simple_tag
def removed_at(obstacle: Obstacle, period: Period) -> str:
    """Where at the desk one removes what stands in the way."""
    if obstacle.about == About.EARLIER_PERIOD:
        return reverse("admin:recommendations_period_changelist")
    if obstacle.about == About.PERIOD:
        return reverse("admin:recommendations_period_change", args=[period.pk])
    if obstacle.about == About.REPORTS:
        return f"{reverse('admin:recommendations_progressreport_queue')}?period={period.pk}"
    if obstacle.about == About.MISSING_ASSESSMENTS:
        return reverse("admin:recommendations_assessment_add")
    return f"{reverse('admin:recommendations_assessment_changelist')}?state__exact=draft"
