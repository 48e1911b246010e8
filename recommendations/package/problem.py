"""What is said where a package cannot be written or read."""


class PackageProblem(Exception):
    """The message is one line that a terminal can show, whatever stands in the files that it tells of."""

    def __init__(self, message: str) -> None:
        super().__init__(on_one_line(message))


def on_one_line(message: str) -> str:
    """With nothing in it that a terminal would obey."""
    return "".join(character if character.isprintable() else "�" for character in " ".join(message.split()))
