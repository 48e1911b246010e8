"""The figures in Annex 3's sentences: each on record, and each on record in a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal

from organisations.models import FigureCheck, RequirementGroup
from organisations.toolkit.keys import CLAIM

from ..annexes.model import Annexes, ToolkitSentence
from .annex_3 import plain, type_of
from .difference import Difference, Fact, compare

NUMBER = re.compile(r"\d+(?:\.\d+)?")

# The annex counts the toolkit's views, current and archived, and lists none: there is nothing to check them by.
NOT_CHECKED = {"25", "4"}


def sentence_differences(annexes: Annexes) -> Iterator[Difference]:
    movements = printed_movements(annexes)
    yield from compare(recorded_movements(), {place: fact for place, (fact, _) in movements.items()})
    moving = {sentence for _, sentence in movements.values()}
    others = [sentence for sentence in annexes.toolkit_sentences if sentence not in moving]
    yield from figures_not_on_record(others)
    yield from figures_not_in_the_text(others)


def recorded_movements() -> dict[str, str]:
    """The share that a sentence gives for a group in each version."""
    checks = (
        FigureCheck.objects.filter(kind=FigureCheck.Kind.SENTENCE)
        .exclude(key__startswith=CLAIM)
        .select_related("organisation_type", "group")
    )
    return {
        movement_place(check.organisation_type.slug, check.group.name, check.version): plain(only_number(check.printed))
        for check in checks
        if check.organisation_type and check.group
    }


def printed_movements(annexes: Annexes) -> dict[str, tuple[Fact, ToolkitSentence]]:
    """The two shares of each sentence that begins with a group's name, and the sentence."""
    groups = list(RequirementGroup.objects.values_list("name", flat=True))
    found = {}
    for sentence in annexes.toolkit_sentences:
        group = next((name for name in groups if sentence.text.text.lstrip("•− ").startswith(f"{name}:")), None)
        if group is None or sentence.organisation_type is None or len(sentence.figures) != 2:
            continue
        for version, figure in zip(("V10", "V11"), sentence.figures, strict=True):
            place = movement_place(type_of(sentence.organisation_type), group, version)
            found[place] = (Fact(plain(figure), sentence.text.first_line), sentence)
    return found


def movement_place(organisation_type: str, group: str, version: str) -> str:
    return f"Annex 3, {organisation_type}, the sentence on {group}, {version}"


def figures_not_on_record(sentences: list[ToolkitSentence]) -> Iterator[Difference]:
    for sentence in sentences:
        known = recorded_claims(sentence.organisation_type) | NOT_CHECKED
        for figure in sentence.figures:
            if plain(figure) not in known:
                place = f"a sentence of Annex 3 on {sentence.organisation_type or 'all types'}"
                yield Difference(sentence.text.first_line, place, "no such figure", plain(figure))


def figures_not_in_the_text(sentences: list[ToolkitSentence]) -> Iterator[Difference]:
    """Claims in figures that no sentence makes; a nought is how the record writes a "no", so it is not looked for."""
    printed = {plain(figure) for sentence in sentences for figure in sentence.figures}
    claims = FigureCheck.objects.filter(kind=FigureCheck.Kind.SENTENCE, key__startswith=CLAIM)
    for claim in claims:
        if plain(only_number(claim.printed)) not in printed | {"0"}:
            yield Difference(None, f"a sentence of Annex 3: {claim.measure}", claim.printed, "no such figure")


def recorded_claims(heading: str | None) -> set[str]:
    """Every number in the claims on one organisation type, or where the sentence is on all, in any claim."""
    claims = FigureCheck.objects.filter(key__startswith=CLAIM)
    if heading is not None:
        claims = claims.filter(organisation_type__slug=type_of(heading))
    printed = claims.values_list("printed", flat=True)
    return {plain(Decimal(number)) for text in printed for number in NUMBER.findall(text)}


def only_number(printed: str) -> Decimal:
    """68.1 of "68.1%"."""
    found = NUMBER.search(printed)
    return Decimal(found[0]) if found else Decimal(0)
