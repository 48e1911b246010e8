"""Who may open which page: every private page begins here.

A page of an organisation's desk starts at the person's own part in it; for everybody else it is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from organisations.models import Membership, Organisation, User

from .kept import forget, keep, long_texts
from .roles import ROLES, Power, organisations_of, what_is_needed
from .second_factor import is_missing

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Place:
    """Where a signed-in person is: at the desk of one of their organisations, in the role that they have there."""

    person: User
    membership: Membership
    others: bool  # whether the person has a part in other organisations too

    @property
    def organisation(self) -> Organisation:
        assert self.membership.organisation is not None  # noqa: S101 (a role in an organisation: the database's rule)
        return self.membership.organisation

    @property
    def role_label(self) -> str:
        return str(self.membership.get_role_display())

    def may(self, power: str) -> bool:
        return Power(power) in ROLES[self.membership.role].powers  # type: ignore[index]


def signed_in(view: View) -> View:
    """A page for anybody who is signed in, with the second factor where one is needed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _refused(request) or view(request, *args, **kwargs)

    return never_cache(guarded)


def at_desk(power: Power) -> Callable[[View], View]:
    """A page of an organisation's desk, for whoever has this power there. The view is given the `Place`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = _refused(request)
            if refused:
                return refused
            try:
                place = place_of(request, slug)
            except Http404:
                if keep(request) != request.path:
                    raise
                # It was the person's own form a while ago: their part has ended since, and their text is theirs.
                forget(request, request.path)
                context = {"typed": long_texts(request)}
                return render(request, "organisations/accounts/part_ended.html", context, status=404)
            if not place.may(power):
                raise PermissionDenied(what_is_needed(power))
            return view(request, place, *args, **kwargs)

        return never_cache(guarded)

    return decorate


def place_of(request: HttpRequest, slug: str) -> Place:
    """The person's place in the organisation of this slug. Raises Http404 for a stranger, as if it were not there."""
    assert isinstance(request.user, User)  # noqa: S101 (asked for after the sign-in)
    memberships = organisations_of(request.user)
    here = next((each for each in memberships if each.organisation and each.organisation.slug == slug), None)
    if here is None:
        raise Http404
    return Place(request.user, here, others=len(memberships) > 1)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Where one has to go first: to the sign-in, or to the second factor."""
    if not request.user.is_authenticated:
        return redirect_to_login(keep(request) or request.get_full_path())
    if is_missing(request):
        keep(request)
        return redirect("second-factor")
    return None
