"""What a rating stands for, and where it asks for a reason: it goes far from the last, or against its own words."""

from caldicott.govuk.words import date_in_words
from recommendations.models import Assessment, Period, Rating, Recommendation
from recommendations.models.movement import FROM_THE_WORST
from recommendations.record.rules import RATING_RULES, rating_of

FAR = 2  # steps
NUMBERS = {2: "two", 3: "three", 4: "four"}
NOTHING_TO_RATE = "The panel gives no rating: it counts neither as better nor as worse than another."


def definitions() -> list[tuple[Rating, str]]:
    """Every rating, the best first, with what it stands for: as the written rules on the page on method have it."""
    told = {rule.value: rule.explanation for rule in RATING_RULES}
    return [
        *((rating, told[rating]) for rating in reversed(FROM_THE_WORST)),
        (Rating.NOT_ASSESSED, NOTHING_TO_RATE),
    ]


def last_published(recommendation: Recommendation | None, before: Period) -> Assessment | None:
    """What the panel published last, for an earlier position, on a recommendation or on the system overall."""
    earlier = Assessment.objects.published().filter(
        recommendation=recommendation, period__position_date__lt=before.position_date
    )
    return earlier.select_related("period", "recommendation").order_by("-period__position_date").first()


def steps_between(one: str, other: str) -> int:
    """How far two ratings are apart. What is not assessed has no distance from anything."""
    if one not in FROM_THE_WORST or other not in FROM_THE_WORST:
        return 0
    return abs(FROM_THE_WORST.index(Rating(one)) - FROM_THE_WORST.index(Rating(other)))


def read_from(conclusion: str) -> str:
    """The rating that the words of a conclusion stand for; empty where no rule knows them."""
    try:
        return rating_of(conclusion)
    except ValueError:
        return ""


def why_a_reason_is_asked(conclusion: str, rating: str, last: Assessment | None) -> list[str]:
    """What was found that asks for a reason, a sentence each; nothing where none is asked."""
    found = []
    steps = steps_between(rating, last.rating) if last else 0
    if last and steps >= FAR:
        found.append(
            f"The rating is {NUMBERS[steps]} steps from {small(last.rating)} "
            f"at {date_in_words(last.period.position_date)}."
        )
    read = read_from(conclusion)
    if read and read != rating:
        found.append(f"The words “{conclusion.strip()}” stand for {small(read)}, and the rating is {small(rating)}.")
    return found


def small(rating: str) -> str:
    return str(Rating(rating).label).lower()
