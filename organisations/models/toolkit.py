"""IG Toolkit returns as Annex 3 prints them, and the checks of every figure printed there.

Counts are kept as printed. Averages, percentages and totals are computed from them (`organisations.toolkit`); a
`FigureCheck` holds one printed figure beside what follows from the rows.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify

from caldicott.search import searched

from ..toolkit.figures import row_total, with_commas
from ..toolkit.tables import COLUMNS, name_of_version


class OrganisationType(models.Model):
    """One of the five kinds of organisation whose self-assessments Annex 3 compares."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=100, unique=True)
    abbreviation = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(unique=True, help_text="Its place in Annex 3.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("toolkit-type", args=[self.slug])


class RequirementGroup(models.Model):
    """One of the toolkit's six groups of requirements."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ToolkitTable(models.Model):
    """One printed table: an organisation type in one version of the toolkit."""

    organisation_type = models.ForeignKey(OrganisationType, on_delete=models.PROTECT, related_name="tables")
    version = models.CharField(max_length=4, help_text="As printed: V10, V11.")
    organisations_stated = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many organisations the heading names; empty where it names no number."
    )
    blanks_included = models.BooleanField(default=True, help_text="Whether the report counts returns left blank.")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["organisation_type", "version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation_type", "version"], name="one_table_per_type_and_version"),
            models.CheckConstraint(condition=Q(version__regex=r"^V[0-9]+$"), name="toolkit_version_is_like_v10"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_type}, {self.version}"

    def get_absolute_url(self) -> str:
        return self.organisation_type.get_absolute_url()

    @property
    def version_name(self) -> str:
        return name_of_version(self.version)


class ToolkitReturn(models.Model):
    """One requirement's row: how many organisations are at each level, or gave none.

    A count is null where the printed report has no such column.
    """

    table = models.ForeignKey(ToolkitTable, on_delete=models.CASCADE, related_name="returns")
    group = models.ForeignKey(RequirementGroup, on_delete=models.PROTECT, related_name="returns")
    position = models.PositiveSmallIntegerField(help_text="The row's place in its table.")
    requirement = models.CharField(max_length=10, blank=True, help_text="As printed; empty where none is printed.")
    level_0 = models.PositiveIntegerField()
    level_1 = models.PositiveIntegerField()
    level_2 = models.PositiveIntegerField()
    level_3 = models.PositiveIntegerField()
    blank = models.PositiveIntegerField(null=True, blank=True)
    not_relevant = models.PositiveIntegerField(null=True, blank=True)
    exempt = models.PositiveIntegerField(null=True, blank=True)
    unspecified = models.PositiveIntegerField(
        null=True, blank=True, help_text="The column headed “?”, which the report does not explain."
    )

    class Meta:
        ordering = ["table", "position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="one_row_per_place_in_a_table"),
            models.UniqueConstraint(
                fields=["table", "requirement"], condition=~Q(requirement=""), name="one_row_per_requirement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.label}"

    def get_absolute_url(self) -> str:
        return self.table.get_absolute_url()

    @property
    def label(self) -> str:
        """The requirement as printed, or the row's place where none is printed."""
        return self.requirement or f"Row {self.position}"

    @property
    def counts(self) -> dict[str, int]:
        """How many organisations stand in each column that the report has."""
        counts = {column: getattr(self, column) for column in COLUMNS}
        return {column: count for column, count in counts.items() if count is not None}

    @property
    def total(self) -> int:
        """All organisations that the row accounts for."""
        return row_total(self.counts)


class FigureCheckKind(models.TextChoices):
    """What is being checked. The values are those of `organisations.toolkit.checks`."""

    ROW_TOTAL = "row_total", "Total of a row"
    PERCENTAGE = "percentage", "Percentage of a row"
    AVERAGE = "average", "Average"
    AVERAGE_PERCENTAGE = "average_percentage", "Percentage of an average"
    SENTENCE = "sentence", "Figure in a sentence"
    DIRECTION = "direction", "Rise or fall"
    LIKE_FOR_LIKE = "like_for_like", "Like for like"
    JUDGEMENT = "judgement", "Judgement"
    COUNT = "count", "Count"
    LABEL = "label", "Label"


FIGURE_CHECK_WORDS = searched(["measure"], ["explanation"], ["printed", "computed"])


class FigureCheck(models.Model):
    """A printed figure or claim, what follows from the rows, and why the two differ where they do."""

    Kind = FigureCheckKind

    key = models.CharField(max_length=200, unique=True, help_text="What is checked, in a form that never changes.")
    position = models.PositiveIntegerField()
    organisation_type = models.ForeignKey(
        OrganisationType, null=True, blank=True, on_delete=models.PROTECT, related_name="figure_checks"
    )
    version = models.CharField(max_length=4, blank=True)
    group = models.ForeignKey(
        RequirementGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="figure_checks"
    )
    requirement = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    measure = models.CharField(max_length=200, help_text="What the figure counts, and of what.")
    printed = models.CharField(max_length=100)
    computed = models.CharField(max_length=100)
    agrees = models.BooleanField()
    explanation = models.TextField()
    source = models.CharField(max_length=200)

    SEARCHED = FIGURE_CHECK_WORDS
    # What an address says in place of a type's slug.
    NO_ONE_TYPE = "none"

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~Q(explanation=""), name="a_figure_check_explains_itself"),
            models.CheckConstraint(
                condition=Q(kind__in=FigureCheckKind.values),
                name="figure_check_kind_is_known",
            ),
        ]
        indexes = [models.Index(fields=["organisation_type", "agrees"]), FIGURE_CHECK_WORDS.index("figure_check_words")]

    def __str__(self) -> str:
        return f"{self.measure}: printed {self.printed}, computed {self.computed}"

    def get_absolute_url(self) -> str:
        """Where it stands on the page of its organisation type; of no one type, in the short list of these."""
        if self.organisation_type:
            return f"{self.organisation_type.get_absolute_url()}#{self.anchor}"
        asked = urlencode({"organisation_type": self.NO_ONE_TYPE, "agrees": ""})
        return f"{reverse('toolkit-figures')}?{asked}#{self.anchor}"

    @property
    def computed_for_reading(self) -> str:
        """What follows, with commas between thousands. What is printed is shown as it is printed."""
        return with_commas(self.computed)

    @property
    def anchor(self) -> str:
        """The name of its place on a page, made from its key, so that it never changes either."""
        return f"check-{slugify(self.key.replace('/', '-'))}"
