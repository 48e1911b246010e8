"""What the record offers in the words of DCAT, by which catalogues of open data find it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from caldicott.tables import FORMATS, moment
from recommendations.package.descriptor import DESCRIPTION, LICENCE, PACKAGE, TITLE

from .data import Coverage, Offer

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SITE = "Caldicott2 progress tracker"
PLACE = "England"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
ZIP = "application/zip"
JSON = "application/json"

Node = dict[str, Any]


@dataclass(frozen=True)
class Catalogue:
    """`size` is that of the whole package in bytes; `absolute` makes an address of this site whole."""

    offers: Sequence[Offer]
    coverage: Coverage
    size: int
    absolute: Callable[[str], str]

    @property
    def told(self) -> Node:
        """All of it as JSON-LD."""
        return {
            "@context": CONTEXT,
            "@id": self.address("data-catalogue"),
            "@type": "dcat:Catalog",
            "dct:title": said(SITE),
            "dct:description": said("The public record of the tracker, whole and list by list."),
            "foaf:homepage": {"@id": self.address("data")},
            **self.about,
            "dcat:dataset": [self.whole, *(self.part(offer) for offer in self.offers if offer.files or offer.api)],
            "dcat:service": self.service,
        }

    def address(self, name: str) -> str:
        return self.absolute(reverse(name))

    @property
    def about(self) -> Node:
        """What holds of the catalogue and of everything in it."""
        home = self.address("home")
        changed = self.coverage.changed
        return {
            "dct:publisher": {"@id": home, "@type": "foaf:Agent", "foaf:name": SITE, "foaf:homepage": {"@id": home}},
            "dct:license": {"@id": LICENCE["path"]},
            "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": ATTRIBUTION},
            "dct:language": "en-GB",
            **({"dct:modified": typed("xsd:dateTime", moment(changed))} if changed else {}),
        }

    @property
    def covers(self) -> Node:
        """Where and when it was so, from the first published position to the last."""
        place = {"dct:spatial": {"@type": "dct:Location", "rdfs:label": PLACE}}
        first, last = self.coverage.first, self.coverage.last
        if not (first and last):
            return place
        return place | {
            "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": typed("xsd:date", first.isoformat()),
                "dcat:endDate": typed("xsd:date", last.isoformat()),
            }
        }

    @property
    def whole(self) -> Node:
        address = self.address("data-package")
        package = distribution("The whole record as a Data Package", address, ZIP) | {
            "dcat:downloadURL": {"@id": address},
            "dcat:packageFormat": {"@id": MEDIA_TYPES + ZIP},
            "dcat:byteSize": typed("xsd:nonNegativeInteger", str(self.size)),
            "dct:conformsTo": {"@id": PACKAGE},
        }
        return self.dataset("package", TITLE, DESCRIPTION, self.address("data"), [package])

    def part(self, offer: Offer) -> Node:
        """The rows of one resource, as files and in the API."""
        title = offer.resource.title
        ways = [
            distribution(f"{title} as {name.upper()}", self.absolute(address), FORMATS[name].partition(";")[0])
            | {"dcat:downloadURL": {"@id": self.absolute(address)}}
            for name, address in offer.files.items()
        ]
        if offer.api:
            ways.append(distribution(f"{title} in the API", self.absolute(offer.api), JSON))
        page = self.absolute(offer.page) if offer.page else self.address("data")
        whole = {"dct:isPartOf": {"@id": f"{self.address('data')}#package"}}
        return self.dataset(offer.resource.name, title, offer.resource.row, page, ways) | whole

    def dataset(self, place: str, title: str, description: str, page: str, ways: list[Node]) -> Node:
        """`place` is where the page of the data tells of it."""
        return {
            "@id": f"{self.address('data')}#{place}",
            "@type": "dcat:Dataset",
            "dct:title": said(title),
            "dct:description": said(description),
            "dcat:landingPage": {"@id": page},
            **self.about,
            **self.covers,
            "dcat:distribution": ways,
        }

    @property
    def service(self) -> Node:
        return {
            "@id": self.address("api-root"),
            "@type": "dcat:DataService",
            "dct:title": said(f"{SITE}: API, version 1"),
            "dcat:endpointURL": {"@id": self.address("api-root")},
            "dcat:endpointDescription": {"@id": self.address("api-schema")},
            "dcat:landingPage": {"@id": self.address("api-docs")},
        }


def distribution(title: str, address: str, media_type: str) -> Node:
    return {
        "@type": "dcat:Distribution",
        "dct:title": said(title),
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPES + media_type},
        "dct:license": {"@id": LICENCE["path"]},
    }


def said(text: str) -> Node:
    return {"@value": text, "@language": "en-GB"}


def typed(kind: str, value: str) -> Node:
    return {"@value": value, "@type": kind}
