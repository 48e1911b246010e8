"""What a document prints from a table of the code, between two marks."""

import os
from pathlib import Path

END = "<!-- end -->"


def says(doc: Path, source: str, printed: str) -> None:
    """Fails unless the document says it, after the mark that names the source. With REWRITE=1 it is printed anew."""
    begin = f"<!-- printed from {source} -->\n"
    before, _, rest = doc.read_text().partition(begin)
    said, _, after = rest.partition(END)
    if os.environ.get("REWRITE"):
        doc.write_text(f"{before}{begin}{printed}\n\n{END}{after}")
        return
    assert said == f"{printed}\n\n"
