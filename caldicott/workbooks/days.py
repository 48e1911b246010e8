"""Days as a sheet keeps them: counted from a first day, in one of two ways."""

import datetime

FIRST = datetime.date(1899, 12, 30)
FIRST_OF_1904 = datetime.date(1904, 1, 1)
MARCH_1900 = 61  # before it the spreadsheet counts a 29 February 1900, which never was
MINUTES = 24 * 60


def day_text(number: float, *, from_1904: bool) -> str | None:
    """The day in figures, with the time of day if it has one; None where the number is no day."""
    first = FIRST_OF_1904 if from_1904 else FIRST
    if not (0 if from_1904 else MARCH_1900) <= number <= (datetime.date.max - first).days:
        return None
    day, minutes = divmod(round(number * MINUTES), MINUTES)
    found = (first + datetime.timedelta(days=day)).isoformat()
    return f"{found} {minutes // 60:02}:{minutes % 60:02}" if minutes else found
