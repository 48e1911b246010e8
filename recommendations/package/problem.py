"""What is said where a package cannot be written or read."""


class PackageProblem(Exception):
    """The message is one line that a terminal can show, whatever stands in the files that it tells of."""

    def __init__(self, message: str) -> None:
        shown = "".join(character if character.isprintable() else "�" for character in " ".join(message.split()))
        super().__init__(shown)
