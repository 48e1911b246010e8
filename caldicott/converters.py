"""Parts of addresses that are more than text."""

import datetime


class DateConverter:
    """A date as 2014-09-30, the one way in which it is written in addresses."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date | str) -> str:
        return str(value)
