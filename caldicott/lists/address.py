"""The address of a list: what in it is not understood, and how it says the same in fewer words."""

from collections.abc import Collection, Iterator, Mapping

from django.http import QueryDict

from caldicott.parameters import problems_with


def problems_with_address(query: QueryDict, known: Collection[str]) -> Iterator[str]:
    """A sentence for each name that is given twice, and, where a file is asked for, for each that says nothing here.

    On a page one sees what the list is narrowed by, and links get names of their own appended on their way; in a file
    nobody sees that a misspelt filter narrowed nothing. What is empty says nothing, on either.
    """
    for name, problem in problems_with(query, known).items():
        matters = len(query.getlist(name)) > 1 if name in known else bool(query.get("format"))
        if matters:
            yield f"{_quoted(name)}: {problem}"


def tidied(query: QueryDict, implied: Mapping[str, str], meant_when_empty: Collection[str]) -> QueryDict:
    """The same without what is empty and without what is `implied` where the address is silent.

    A form sends all of its fields; whoever copies the address into a letter should not have to.
    """
    tidy = query.copy()
    for name, values in query.lists():
        said_anyway = values == [implied.get(name)]
        if said_anyway or (name not in meant_when_empty and not any(value.strip() for value in values)):
            del tidy[name]
    return tidy


def _quoted(name: str) -> str:
    return f"“{name}”" if name.isprintable() and len(name) < 50 else "One of the names"
