"""Which way a recommendation's rating went from one published period to the next."""

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from .assessment import Rating

# From the worst to the best. "Not assessed" is not among them: nothing can be said of it.
FROM_THE_WORST = (Rating.RED, Rating.AMBER_RED, Rating.AMBER, Rating.AMBER_GREEN, Rating.GREEN)


class Movement(models.TextChoices):
    BETTER = "better", "Better than before"
    WORSE = "worse", "Worse than before"
    SAME = "same", "As before"
    NOTHING_BEFORE = "nothing_before", "Nothing to compare with"


def height(rating: str) -> Case:
    """How good the rating in a column is, from 1; null where there is none."""
    heights = (When(**{rating: value}, then=Value(place)) for place, value in enumerate(FROM_THE_WORST, 1))
    return Case(*heights, default=None, output_field=IntegerField())


def movement(before: str, after: str) -> Case:
    """Which way it went from the rating in one column to that in another."""
    return Case(
        When(Q(**{f"{before}__isnull": True}) | Q(**{f"{after}__isnull": True}), then=Value(Movement.NOTHING_BEFORE)),
        When(**{f"{after}__gt": F(before)}, then=Value(Movement.BETTER)),
        When(**{f"{after}__lt": F(before)}, then=Value(Movement.WORSE)),
        default=Value(Movement.SAME),
        output_field=models.CharField(),
    )


def moved(before: str | None, after: str | None) -> Movement:
    """The same for two ratings at hand; None is a recommendation without an assessment."""
    if before not in FROM_THE_WORST or after not in FROM_THE_WORST:
        return Movement.NOTHING_BEFORE
    change = FROM_THE_WORST.index(Rating(after)) - FROM_THE_WORST.index(Rating(before))
    return Movement.BETTER if change > 0 else Movement.WORSE if change < 0 else Movement.SAME
