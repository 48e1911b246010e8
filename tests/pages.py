"""Reads a public page as a person would: its text, its links, its table rows. A page that is not valid HTML fails."""

from dataclasses import dataclass
from typing import Any

import html5lib  # type: ignore[import-untyped]
from django.test import Client


@dataclass(frozen=True)
class Page:
    response: Any
    root: Any

    @property
    def title(self) -> str:
        return words_of(self.root.find(".//title"))

    @property
    def text(self) -> str:
        """All words of the main part, one blank between any two."""
        return words_of(self.root.find(".//main"))

    @property
    def links(self) -> dict[str, str]:
        """The words of every link of the main part, by its address."""
        return {link.get("href"): words_of(link) for link in self.root.iterfind(".//main//a")}

    @property
    def rows(self) -> list[list[str]]:
        """The cells of every row of every table's body."""
        return [[words_of(cell) for cell in row] for row in self.root.iterfind(".//tbody/tr")]

    def section(self, name: str) -> str:
        """The words of the section that the heading with this id names."""
        return words_of(self.root.find(f".//section[@aria-labelledby='{name}']"))


def words_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def read(client: Client, address: str, status: int = 200) -> Page:
    """The page at an address, which must answer with the status."""
    response = client.get(address)
    assert response.status_code == status
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return Page(response, parser.parse(response.content.decode()))
