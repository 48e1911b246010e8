"""Where a report stands: that of the period, whichever edition is current, or that of one edition for good."""

from dataclasses import dataclass

from django.urls import reverse

from .contents import Page


@dataclass(frozen=True)
class Places:
    """The addresses of a report. `edition` is its number, None for the current one."""

    slug: str
    edition: int | None = None

    @property
    def cover(self) -> str:
        return self._address("report")

    @property
    def pdf(self) -> str:
        return self._address("report-pdf")

    def page(self, page: Page) -> str:
        """The first page of an annex has one address, without its part."""
        if page.part == 1:
            return self._address("report-annex", page.annex)
        return self._address("report-part", page.annex, page.part)

    def _address(self, name: str, *rest: int) -> str:
        if self.edition is None:
            return reverse(name, args=[self.slug, *rest])
        return reverse(f"edition-{name}", args=[self.slug, self.edition, *rest])
