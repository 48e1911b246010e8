"""What follows from the record for one statement, and a sentence about it."""

Answer = tuple[str, str]
