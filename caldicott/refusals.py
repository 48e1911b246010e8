"""What every action raises when something may not happen now: a sentence for the person who asked for it."""


class Refused(Exception):
    """It may not happen now; the message says why, and what to do."""
