"""What the start page of the desk says before its list of tables."""

from typing import Any

from django import template

from recommendations.panel.removing import removed_at
from recommendations.panel.start import corrections_for, start_for

register = template.Library()


@register.inclusion_tag("admin/start.html", takes_context=True)
def what_now(context: dict[str, Any]) -> dict[str, Any]:
    person = context["request"].user
    plans = person.has_perm("recommendations.add_period")
    return {"start": start_for(person), "corrections": corrections_for(person), "plans": plans}


register.filter(removed_at)
