"""Who asks: told to the database with each statement, for the history that it writes."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponseBase

from organisations.models import User

READING = ("GET", "HEAD", "OPTIONS", "TRACE")


class TellWho:
    """Below the sign-in. What only reads is passed on as it is: nobody edits by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in READING:
            return self.get_response(request)
        person = request.user
        told = {"by": person.pk, "by_name": str(person)[:200]} if isinstance(person, User) else {}
        with pghistory.context(**told):
            return self.get_response(request)
