"""Which page of a list at the desk was asked for."""

from django.http import HttpRequest


def page_of(request: HttpRequest) -> int:
    """Its number, from 1; what is no number is the first."""
    asked = request.GET.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1
