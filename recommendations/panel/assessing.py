"""The pages on which an assessment is written: what there is to assess, one of them, and its preview."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from caldicott.plain_text import PlainTextField, one_line
from caldicott.refusals import Refused
from organisations.accounts import kept
from organisations.accounts.roles import Power, may
from recommendations.assessing.policies import TAKING
from recommendations.assessing.ratings import definitions, last_published, why_a_reason_is_asked
from recommendations.assessing.reported import reported_on
from recommendations.assessing.subjects import OVERALL, numbers_by_state, subjects_of
from recommendations.assessing.writing import (
    LONGEST,
    LONGEST_CONCLUSION,
    NEW,
    AgreedMeanwhile,
    Conflict,
    ReasonNeeded,
    Words,
    write_assessment,
)
from recommendations.models import Assessment, Period, Rating, RatingBasis, Recommendation

ADDITIONS = 20  # on one page
FIELDS = ("narrative", "conclusion", "rating", "rating_reason")
View = Callable[..., HttpResponse]


class WordsForm(forms.Form):
    narrative = PlainTextField(
        label="Narrative",
        required=False,
        max_length=LONGEST,
        widget=AdminTextareaWidget(attrs={"rows": 16}),
        help_text="What the panel saw. It stands as the panel’s own words.",
    )
    conclusion = PlainTextField(
        label="Conclusion",
        required=False,
        max_length=LONGEST_CONCLUSION,
        validators=[one_line],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The panel’s short wording, such as “Some progress”, in one line.",
    )
    rating = forms.ChoiceField(
        label="Rating",
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating; “Not assessed” is one."},
    )
    rating_reason = PlainTextField(
        label="Reason for the rating",
        required=False,
        max_length=LONGEST,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text="Needed where the rating is two steps or more from the last one, or not what the conclusion’s words "
        "stand for. The panel alone reads it.",
    )

    @property
    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in FIELDS})


def keeping(view: View) -> View:
    """Lets what was typed wait where the sign-in has ended meanwhile, and leads to the sign-in and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method == "POST" and not admin.site.has_permission(request):
            path = kept.keep(request)
            if path:
                return redirect_to_login(path, login_url=reverse("admin:login"))
        return view(request, *arguments, **named)

    return guarded


@require_safe
def subjects(request: HttpRequest, day: datetime.date) -> HttpResponse:
    """All that there is to assess for a period, with how far each is."""
    _may_look(request)
    period = get_object_or_404(Period, position_date=day)
    found = subjects_of(period)
    context = {
        **admin.site.each_context(request),
        "title": period.label,
        "period": period,
        "subjects": found,
        "numbers": numbers_by_state(found),
    }
    return TemplateResponse(request, "admin/recommendations/assessment/subjects.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, day: datetime.date, about: str) -> HttpResponse:
    """One assessment: what is to be weighed, and the form."""
    _may_look(request)
    page = _Page.at(request, day, about)
    if request.method != "POST":
        waiting = kept.waiting(request)
        if waiting is not None:
            return page.shown(WordsForm(waiting), version=waiting.get("version"), was_kept=True)
        return page.shown()
    form = WordsForm(request.POST)
    pressed = request.POST.get("do", "")
    if pressed == "back":
        return page.shown(form, version=request.POST.get("version"))
    if not form.is_valid():
        return page.shown(form, version=request.POST.get("version"), status=422)
    if pressed == "preview":
        return page.preview(form)
    return page.save(form)


def as_it_stands(assessment: Assessment) -> SafeString:
    """It, what its rating asks, and every version and agreement."""
    last = last_published(assessment.recommendation, assessment.period)
    context = {
        "assessment": assessment,
        "found": why_a_reason_is_asked(assessment.conclusion, assessment.rating, last),
        "versions": assessment.versions.order_by("-number").prefetch_related("agreements"),
    }
    return SafeString(render_to_string("recommendations/panel/assessment.html", context))


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm("recommendations.view_assessment"):
        raise PermissionDenied("Assessments are for the panel.")


def _version(sent: Any) -> int:
    text = str(sent or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NEW


@dataclass
class _Page:
    request: Any
    period: Period
    recommendation: Recommendation | None
    assessment: Assessment | None

    @classmethod
    def at(cls, request: HttpRequest, day: datetime.date, about: str) -> "_Page":
        period = get_object_or_404(Period, position_date=day)
        if about != OVERALL and not (about.isdigit() and about.isascii() and len(about) < 6):
            raise Http404
        recommendation = None if about == OVERALL else get_object_or_404(Recommendation, number=int(about))
        rows = Assessment.objects.select_related("period", "recommendation")
        return cls(request, period, recommendation, rows.filter(period=period, recommendation=recommendation).first())

    @property
    def title(self) -> str:
        return str(self.recommendation or "The system overall")

    @property
    def is_agreed(self) -> bool:
        return self.assessment is not None and self.assessment.state == Assessment.State.AGREED

    @property
    def writable(self) -> bool:
        return self.period.state in TAKING and may(self.request.user, Power.DRAFT_ASSESSMENT)

    def save(self, form: WordsForm) -> HttpResponse:
        """Keep it and come back; whatever stands in the way, the text is shown again."""
        version = _version(self.request.POST.get("version"))
        try:
            saved = write_assessment(
                period=self.period,
                recommendation=self.recommendation,
                words=form.words,
                seen_version=version,
                reopens=self.request.POST.get("reopens") == "yes",
                by=self.request.user,
            )
        except Conflict as conflict:
            self.assessment = conflict.assessment
            return self.shown(form, version=conflict.assessment.version, theirs=conflict.assessment, status=409)
        except ReasonNeeded as needed:
            form.add_error("rating_reason", str(needed))
            return self.shown(form, version=version, status=422)
        except AgreedMeanwhile:  # the page says so, above the form
            return self.shown(form, version=version, status=409)
        except Refused as refused:
            return self.shown(form, version=version, refused=str(refused), status=409)
        except PermissionDenied as denied:  # the role may have ended while the form stood open
            return self.shown(form, version=version, refused=str(denied), status=403)
        kept.forget(self.request, self.request.path)
        messages.success(self.request, f"Version {saved.version} is saved.")
        return redirect(self.request.path)

    def preview(self, form: WordsForm) -> HttpResponse:
        """As everybody will see it, in the site's own dress; the text goes along and comes back."""
        words = form.words
        unsaved = Assessment(
            period=self.period,
            recommendation=self.recommendation,
            official_wording=words.narrative,
            conclusion=words.conclusion,
            rating=words.rating,
            rating_basis=RatingBasis.GIVEN_BY_PANEL,
        )
        passed_on = (*FIELDS, "version", "reopens", kept.TICKET)
        typed = {name: self.request.POST[name] for name in passed_on if name in self.request.POST}
        context = {"assessment": unsaved, "about": self.title, "typed": typed}
        return render(self.request, "recommendations/panel/preview.html", context)

    def shown(
        self,
        form: WordsForm | None = None,
        *,
        version: Any = None,
        theirs: Assessment | None = None,
        refused: str = "",
        was_kept: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """The page with what is saved, or with what was typed and is not."""
        if form is None and self.writable and not self.is_published:
            form = WordsForm(initial=vars(Words.of(self.assessment)) if self.assessment else None)
            version = self.assessment.version if self.assessment else NEW
        context = {
            **admin.site.each_context(self.request),
            "title": self.title,
            "period": self.period,
            "assessment": self.assessment,
            "standing": self.standing,
            "acts": self.acts,
            "form": form,
            "ratings": list(zip(form["rating"], (told for _, told in definitions()), strict=True)) if form else [],
            "version": _version(version),
            "reopens": bool(form) and self.is_agreed,
            "refused": refused,
            "was_kept": was_kept,
            "theirs": theirs,
            "ticket": kept.ticket(self.request, self.request.path),
            "to_weigh": self.to_weigh(),
            "as_it_stands": as_it_stands(self.assessment) if self.assessment and not theirs else "",
            **_differing(form, theirs),
        }
        return TemplateResponse(self.request, "admin/recommendations/assessment/assess.html", context, status=status)

    @property
    def is_published(self) -> bool:
        return self.assessment is not None and self.assessment.state == Assessment.State.PUBLISHED

    @property
    def standing(self) -> str:
        """How far it is, and why nothing can be written where nothing can."""
        state = self.assessment.get_state_display() if self.assessment else "Not begun"
        if self.period.state not in TAKING:
            return f"{state}. The period is {self.period.get_state_display().lower()}: nothing is written for it now."
        return f"{state}."

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What else may be done with it, each with where."""
        if self.assessment is None:
            return []
        model_admin: Any = admin.site.get_model_admin(Assessment)
        return [
            *model_admin.acts_for(self.assessment, self.request.user),
            ("All versions", reverse("admin:recommendations_assessment_change", args=[self.assessment.pk])),
        ]

    def to_weigh(self) -> SafeString:
        context: dict[str, Any] = {
            "period": self.period,
            "recommendation": self.recommendation,
            "last": last_published(self.recommendation, self.period),
            "writable": self.writable,
        }
        if self.recommendation:
            added = self.recommendation.additional_information.filter(period=self.period)
            additions = list(added.select_related("organisation").order_by("position")[: ADDITIONS + 1])
            context["reported"] = reported_on(self.recommendation, self.period)
            context["additions"], context["more_additions"] = additions[:ADDITIONS], len(additions) > ADDITIONS
        else:
            context["subjects"] = subjects_of(self.period)
        return SafeString(render_to_string("recommendations/panel/to_weigh.html", context))


def _differing(form: WordsForm | None, theirs: Assessment | None) -> dict[str, Any]:
    """Of a conflict, each text that they saved where it is not what this person typed; None elsewhere."""
    if form is None or theirs is None:
        return {"theirs_of": dict.fromkeys(FIELDS)}
    mine, other = form.words, Words.of(theirs)
    told: dict[str, Any] = {name: getattr(other, name) for name in FIELDS}
    differing = {name: said if said != getattr(mine, name) else None for name, said in told.items()}
    if differing["rating"]:
        differing["rating"] = Rating(differing["rating"]).label
    return {"theirs_of": differing}
