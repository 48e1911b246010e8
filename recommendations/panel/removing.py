"""Where at the desk one removes what stands in the way of publishing."""

from django.urls import reverse

from recommendations.assessing import subjects
from recommendations.editions.obstacles import OVERALL, About, Obstacle


def removed_at(obstacle: Obstacle) -> str:
    """The address of the period, of its queue, of its assessments, or of the one assessment that it is about."""
    if obstacle.about in (About.PERIOD, About.EARLIER_PERIOD):
        return reverse("admin:recommendations_period_change", args=[obstacle.period.pk])
    if obstacle.about == About.REPORTS:
        return f"{reverse('admin:recommendations_progressreport_queue')}?period={obstacle.period.pk}"
    day = obstacle.period.position_date
    if len(obstacle.on) > 1:
        return reverse("admin:recommendations_assessment_subjects", args=[day])
    about = subjects.OVERALL if obstacle.on[0] == OVERALL else obstacle.on[0]
    return reverse("admin:recommendations_assessment_assess", args=[day, about])
