"""What the panel adds on a recommendation as a whole, for a period that is being assessed."""

from django.db import transaction

from organisations.accounts.roles import Power, require
from organisations.models import User, audit
from recommendations.models import AdditionalInformation
from recommendations.reporting.locks import hold_open

from .policies import period_takes_assessments


@transaction.atomic
def add_information(*, addition: AdditionalInformation, by: User) -> AdditionalInformation:
    """Add it, or save it changed. What stood before a change stays in the audit. Raises PermissionDenied or Refused."""
    require(by, Power.DRAFT_ASSESSMENT)
    before = AdditionalInformation.objects.select_related("period").filter(pk=addition.pk).first()
    periods = {period.pk: period for period in (addition.period, before.period if before else addition.period)}
    for _, period in sorted(periods.items()):
        period_takes_assessments(hold_open(period))
    addition.save()
    facts = {"before": {"text": before.text, "kind": before.kind, "position": before.position}} if before else {}
    audit("add_information", addition, by=by, **facts)
    return addition
