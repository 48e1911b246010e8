"""Which organisation a printed name means."""

import re

from organisations.models import Organisation

ARTICLE = re.compile(r"^the ", re.IGNORECASE)
POSSESSIVE = re.compile(r"'s$")
REMARK = re.compile(r"\([^()]*\)")


class Names:
    """Every name, abbreviation and alias of the organisations on record, whatever the capitals and quotation marks."""

    def __init__(self) -> None:
        self._known: dict[str, Organisation] = {}
        for organisation in Organisation.objects.prefetch_related("aliases"):
            spellings = [organisation.name, organisation.abbreviation, *(a.name for a in organisation.aliases.all())]
            for spelling in filter(None, spellings):
                self._known[plain(spelling)] = organisation

    def called(self, printed: str) -> Organisation | None:
        """The organisation of that printed name, or None where nobody on record is called so."""
        return self._known.get(plain(printed))


def plain(name: str) -> str:
    """A name without what does not tell: article, capitals, kind of apostrophe, line breaks, a remark in brackets."""
    joined = " ".join(REMARK.sub(" ", name.replace("’", "'")).split())
    return POSSESSIVE.sub("", ARTICLE.sub("", joined)).casefold()
