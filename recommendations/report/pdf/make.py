"""From one file of HTML to a PDF that is tagged, has bookmarks, and is the same whenever it is made of the same."""

import logging
from functools import cache
from types import ModuleType

from .tags import finish

FORM = "2"  # another one, where this room comes to make another file of the same document

# It complains of every property that is for screens alone.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


@cache
def _weasyprint() -> ModuleType | None:
    """The library, where it is installed and finds pango."""
    try:
        import weasyprint  # type: ignore[import-untyped]
    except (ImportError, OSError):
        return None
    return weasyprint


def available() -> bool:
    """Whether PDFs can be made here."""
    return _weasyprint() is not None


def version() -> str:
    """Of what makes them: where it changes, a file that was kept is made again."""
    return f"{FORM}, {_library().__version__}"


def pdf_from(html: str, style: str, identifier: str) -> bytes:
    """The document with this style sheet. Nothing is read from the network or from files but fonts.

    Raises RuntimeError where PDFs cannot be made, or where the document or its style sheet names anything to fetch.
    """
    library = _library()
    try:
        document = library.HTML(string=html, url_fetcher=_refuse, media_type="print")
        sheet = library.CSS(string=style, url_fetcher=_refuse)
        made: bytes = document.write_pdf(
            stylesheets=[sheet],
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
            pdf_tags=True,
            finisher=finish,
        )
    except library.urls.FatalURLFetchingError as refused:
        # No ordinary exception: left alone, it would end the thread and not the request.
        raise RuntimeError(str(refused)) from refused
    return made


def _library() -> ModuleType:
    library = _weasyprint()
    if library is None:
        raise RuntimeError("PDFs cannot be made here: install the extra `pdf`, and pango.")
    return library


def _refuse(url: str) -> None:
    raise _library().urls.FatalURLFetchingError(f"A report brings all that it needs, and fetches nothing: {url}")
