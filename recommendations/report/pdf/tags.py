"""What PDF/UA asks of tags beyond what WeasyPrint writes. Done on the objects of a file before they are written."""

from collections.abc import Iterator
from typing import Any

PRINTED = 1 << 2  # the flag of an annotation that stands on paper as well


def finish(document: object, pdf: Any) -> None:
    """Completes the tags of a `pydyf.PDF`. `document` is not needed: this is how WeasyPrint calls it."""
    tree = _at(pdf, pdf.catalog["StructTreeRoot"])
    told = dict(_elements(pdf, tree, in_head=False))
    for reference, is_head in told.items():
        element = _at(pdf, reference)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if is_head else "/Row"
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = PRINTED
        if isinstance(each, dict) and each.get("Type") == "/Page":
            _set_aside(pdf, each, _at(pdf, tree["ParentTree"])["Nums"], told)


def _at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference, "7 0 R", stands for."""
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: Any, parent: Any, *, in_head: bool) -> Iterator[tuple[bytes, bool]]:
    """The references of all elements of the tree below this one, each with whether it is in the head of a table."""
    for reference in parent["K"]:
        if isinstance(reference, bytes) and _at(pdf, reference)["Type"] == "/StructElem":
            element = _at(pdf, reference)
            is_head = in_head or element["S"] == "/THead"
            yield reference, is_head
            yield from _elements(pdf, element, in_head=is_head)


def _set_aside(pdf: Any, page: Any, numbers: list[Any], told: dict[bytes, bool]) -> None:
    """Marks what stands on a page and not in the tree, as the name and number below it do, as no part of the content.

    `numbers` has a list after the number of each page: the element of each of its marked parts.
    """
    elements = numbers[2 * page["StructParents"] + 1]
    stream = _at(pdf, page["Contents"]).stream
    for position, properties in enumerate(stream):
        if isinstance(properties, dict) and "MCID" in properties and elements[properties["MCID"]] not in told:
            elements[properties["MCID"]] = b"null"
            stream[position - 1 : position + 1] = ["/Artifact", "<</Type /Pagination>>"]
