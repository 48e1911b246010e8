"""Every field that the reader takes from the annexes, under a key, for comparison with a transcription by eye."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from recommendations.record.annexes import Annexes, Passage


def fingerprint(text: str) -> str:
    """The SHA-256 of a text, runs of white space counted as one space."""
    return sha256(" ".join(text.split()).encode("utf-8")).hexdigest()


def fields(annexes: Annexes) -> dict[str, str]:
    """The text of every field. Lists are numbered in the order of print; "-" stands for nobody."""
    counted: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for key, text in _fields(annexes):
        counted[key] += 1
        texts[f"{key}.{counted[key]}"] = text
    return texts


def _fields(annexes: Annexes) -> Iterator[tuple[str, str]]:
    for section in annexes.sections:
        where = str(section.recommendation or "Introduction")
        yield f"statement.{where}", _text(section.statement)
        if section.nothing_agreed:
            yield f"nothing_agreed.{where}", _text(section.nothing_agreed)
        for row in section.rows:
            key = f"{where}.{row.commitment or 'unnumbered'}"
            yield f"opening.{key}", _text(row.opening)
            yield f"row.{key}", _text(row.wording)
            yield f"reporters.{key}", " / ".join(report.speaker or "-" for report in row.reports)
            for report in row.reports:
                yield f"report.{key}", _text(report.text)
        for block in section.additional:
            yield f"additional.{where}", f"{block.speaker or '-'}: {_text(block.text)}"
        for item in section.anticipated:
            yield f"anticipated.{where}", f"{item.speaker or '-'}, {item.month}: {_text(item.text)}"
        yield f"assessment.{where}", _text(section.assessment)
        yield f"conclusion.{where}", _text(section.conclusion)
    for entry in annexes.sufficiency:
        yield f"sufficiency.{entry.recommendation}", f"{entry.column}: {_text(entry.title)}"
    for commitment in annexes.commitments:
        yield f"commitment.{commitment.number}", f"{commitment.recommendations}: {_text(commitment.wording)}"
        yield f"lead.{commitment.number}", _text(commitment.lead) if commitment.lead else "-"
    for comment in annexes.gap_comments:
        yield "gap_comment." + "+".join(map(str, comment.recommendations)), _text(comment.text)
    for table in annexes.toolkit_tables:
        key = f"{table.organisation_type}.{table.version}".replace(" ", "-").replace("&", "and")
        yield f"table.{key}", f"{table.organisations}: {' '.join(table.columns)}"
        for number, line in enumerate(table.rows, start=1):
            yield f"table.{key}.row.{number}", f"{line.group}, {line.label}: {' '.join(map(str, line.figures))}"
    for sentence in annexes.toolkit_sentences:
        yield "sentence", f"{_text(sentence.text)}: {' '.join(map(str, sentence.figures))}"


def _text(passage: Passage) -> str:
    return " ".join([passage.text, *(f"[{note.text}]" for note in passage.footnotes)])
