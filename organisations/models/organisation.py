"""The bodies that promise and report: their kinds, their names through time, and who followed whom."""

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject, Lower, Upper
from django.urls import reverse

from caldicott.search import searched

from .belonging import AskedAs, Day, Followed, Reached, Succeeded

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

# One line of text that begins and ends with a character one can see. Python and PostgreSQL read it alike.
A_NAME = r"^[^\s\x01-\x1f\x7f]([^\x01-\x1f\x7f]*[^\s\x01-\x1f\x7f])?$"


def alike(name: str) -> GinIndex:
    """An index by which names spelled nearly so are found."""
    return GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name=name)


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", "Government department"
    ARMS_LENGTH_BODY = "arms_length_body", "Arm’s-length body"
    REGULATOR = "regulator", "Regulator"
    PROFESSIONAL_BODY = "professional_body", "Professional body"
    REPRESENTATIVE_BODY = "representative_body", "Representative body"
    PANEL_OR_GROUP = "panel_or_group", "Panel, board or working group"
    LOCAL_BODY = "local_body", "Local body or network"
    CHARITY = "charity", "Charity"
    OTHER = "other", "Other body"
    COLLECTIVE = "collective", "Collective"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def belonging_to(self, collectives: "models.QuerySet[Organisation]", on: Day) -> "OrganisationQuerySet":
        """Those that are in one of the collectives on this day, themselves or through another collective."""
        return self.filter(pk__in=Reached(collectives, on, source="collective", target="member"))

    def stood_for_by(self, organisations: "models.QuerySet[Organisation]", on: Day) -> "OrganisationQuerySet":
        """The organisations and all that they took over from by this day; of one that was itself succeeded, nobody.

        A succession without a day passes nothing on: the record of 2014 names the bodies that held things then.
        """
        return self.filter(_stood_for_by(organisations, on))

    def asked_as(self, organisations: "models.QuerySet[Organisation]", on: Day) -> "OrganisationQuerySet":
        """On whose commitments the organisations owe reports on this day: theirs, and those of their collectives.

        What a body or a collective led that was succeeded by then is owed by, or through, whoever took over.
        """
        return self.filter(pk__in=AskedAs(organisations, on))

    def standing_for(self, organisations: "models.QuerySet[Organisation]", on: Day) -> "OrganisationQuerySet":
        """Those that some organisations are on this day: themselves, or whoever has taken over from them by then."""
        later = Followed(organisations, on, source="predecessor", target="successor")
        return self.standing(on).filter(Q(pk__in=organisations.order_by().values("pk")) | Q(pk__in=later))

    def standing(self, on: Day) -> "OrganisationQuerySet":
        """Those from whom nobody has taken over by this day."""
        return self.exclude(pk__in=Succeeded(on))

    def unmerged(self) -> "OrganisationQuerySet":
        """Those whose record stands for itself, and was not found to be a second one of another's body."""
        return self.exclude(pk__in=Succession.objects.filter(kind=Succession.Kind.MERGER).values("predecessor"))

    def with_names(self) -> "OrganisationQuerySet":
        """Each with its names through time, in one query: `other_names`, `predecessors` and `successors`.

        All three are lists of dictionaries with a `name` and a `note`. The first have the last day `until` of an
        earlier name, the others a `slug`, a `kind` and the day `since`. Days are as 2014-09-30, or None.
        """
        here = OuterRef("pk")
        return self.annotate(
            other_names=ArraySubquery(
                Alias.objects.filter(organisation=here).values_list(JSONObject(name="name", note="note", until="until"))
            ),
            predecessors=_followed(Succession.objects.filter(successor=here), "predecessor"),
            successors=_followed(Succession.objects.filter(predecessor=here), "successor"),
        )


def _stood_for_by(organisations: "models.QuerySet[Organisation]", on: Day) -> Q:
    there = Q(pk__in=organisations.order_by().values("pk")) & ~Q(pk__in=Succeeded(on))
    return there | Q(pk__in=Followed(organisations, on, source="successor", target="predecessor", standing=True))


def _followed(successions: "models.QuerySet[Succession]", other: str) -> ArraySubquery:
    facts: dict[str, str | Combinable] = {
        "name": F(f"{other}__name"),
        "slug": F(f"{other}__slug"),
        "since": F("since"),
        "kind": F("kind"),
        "note": F("note"),
    }
    return ArraySubquery(successions.order_by(f"{other}__name").values_list(JSONObject(**facts)))


ORGANISATION_WORDS = searched(["name", "abbreviation"], ["note"])


class Organisation(models.Model):
    """A named body, or a collective such as "All organisations"."""

    Kind = OrganisationKind

    slug = models.SlugField(unique=True, max_length=80, help_text="The public address; it never changes.")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text="A collective stands for many bodies at once; everything else is one body.",
    )
    note = models.TextField(blank=True, help_text="What the body is, in one sentence.")
    source = models.CharField(max_length=200, blank=True, help_text="Where the annexes name it first.")

    # These three only of those fetched `with_names`.
    other_names: list[dict[str, str | None]]
    predecessors: list[dict[str, str | None]]
    successors: list[dict[str, str | None]]

    objects = OrganisationQuerySet.as_manager()

    SEARCHED = ORGANISATION_WORDS

    class Meta:
        ordering = ["name"]
        indexes = [ORGANISATION_WORDS.index("organisation_words"), alike("organisation_name_alike")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="one_organisation_per_name", violation_error_message="This name is taken already."
            ),
            models.CheckConstraint(
                condition=Q(name__regex=A_NAME),
                name="organisation_has_a_name",
                violation_error_message="Write the name on one line, without spaces around it.",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="organisation_slug_is_an_address",
                violation_error_message="An address has small letters and figures, with single hyphens between.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values),
                name="organisation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def merged_into(self) -> dict[str, str | None] | None:
        """The record that this one was merged into, of those fetched `with_names`; None where it stands for itself."""
        return next((each for each in self.successors if each["kind"] == SuccessionKind.MERGER), None)

    @property
    def collective(self) -> bool:
        return self.kind == self.Kind.COLLECTIVE

    @property
    def short_name(self) -> str:
        return self.abbreviation or self.name


ALIAS_WORDS = searched(["name"])


class Alias(models.Model):
    """A spelling under which the annexes, or people, know an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True, help_text="An earlier name, a misprint, a short form?")
    until = models.DateField(
        null=True, blank=True, help_text="Of an earlier name the last day on which it was the name; else empty."
    )

    SEARCHED = ALIAS_WORDS

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        indexes = [ALIAS_WORDS.index("alias_words"), alike("alias_name_alike")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="one_organisation_per_alias", violation_error_message="This alias is taken already."
            ),
            models.CheckConstraint(
                condition=Q(name__regex=A_NAME),
                name="alias_has_a_name",
                violation_error_message="Write the alias on one line, without spaces around it.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SuccessionKind(models.TextChoices):
    SUCCESSION = "succession", "Took over"
    MERGER = "merger", "Two records of one body"
    SEPARATED = "separated", "Merged by mistake, and separated again"


class Succession(models.Model):
    """One body took over from another, or is another record of it. Nothing of the earlier one is rewritten.

    The database refuses a ring of them, whoever writes: the migration `successions_are_kept` tells how. What is
    separated has no day any more, so that it passes nothing on, and stays to be read.
    """

    Kind = SuccessionKind

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_to")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_from")
    since = models.DateField(
        null=True,
        blank=True,
        help_text="The first day on which the successor holds what the other held; empty where not known.",
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SUCCESSION)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["predecessor__name", "successor__name"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="a_succession_is_told_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="nobody_succeeds_itself",
                violation_error_message="An organisation cannot follow itself.",
            ),
            models.CheckConstraint(condition=Q(kind__in=SuccessionKind.values), name="succession_kind_is_known"),
            models.CheckConstraint(condition=~Q(kind="merger") | Q(since__isnull=False), name="a_merger_has_a_day"),
            models.CheckConstraint(
                condition=~Q(kind="separated") | Q(since=None) & ~Q(note=""),
                name="what_is_separated_passes_nothing_on_and_says_why",
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(kind="merger"),
                name="a_record_is_merged_once",
                violation_error_message="This record was merged into another already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
