"""Publishing a period: by the chair, in one transaction, from one snapshot."""

from caldicott.refusals import Refused
from organisations.accounts.roles import require
from organisations.models import User, audit
from recommendations.letters import everybody_has_news
from recommendations.models import Assessment, Edition, Period
from recommendations.reporting.locks import hold_alone
from recommendations.reporting.policies import period_can
from recommendations.transitions import PERIOD

from .fingerprint import as_it_was_seen
from .obstacles import obstacles
from .sealing import seal
from .snapshot import of_one_snapshot

PUBLISH = PERIOD["publish_period"]


@of_one_snapshot
def publish_period(*, period: Period, by: User | None, seen: str = "") -> Edition:
    """Publish what is agreed and accepted, as the first edition of the period. `by` is None for a command.

    While it runs nobody sees any of it; afterwards all of it is there. `seen` is the fingerprint of the preview that
    was looked at: nothing else is published. Raises PermissionDenied, or Refused with what stands in the way.
    """
    if by is not None:
        require(by, PUBLISH.power)
    held = hold_alone(period)
    period_can(PUBLISH.verb, held)
    if found := obstacles(held):
        raise Refused(" ".join(each.sentence for each in found))
    edition = make_public(held, by)
    as_it_was_seen(edition, seen)
    audit(PUBLISH.verb, held, by=by, manifest_sha256=edition.manifest_sha256)
    everybody_has_news()
    return edition


def make_public(period: Period, by: User | None) -> Edition:
    """The rows become public and their edition is sealed: of a period that this transaction holds alone."""
    period.assessments.filter(state=Assessment.State.AGREED).update(state=Assessment.State.PUBLISHED)
    period.state = PUBLISH.to_state
    period.save(update_fields=["state"])
    return seal(period, by=by)
