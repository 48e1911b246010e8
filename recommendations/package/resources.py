"""What is in the package, in the order in which it can be read: what a file names stands in a file before it.

Everything else that the database holds is not of the public record: people and their permissions, sign-ins, letters,
drafts, what was submitted and decided, work to be done. Of what is, only published rows: what a period holds goes with
the period.
"""

from organisations.models import (
    Alias,
    CollectiveMembership,
    FigureCheck,
    Organisation,
    OrganisationType,
    RequirementGroup,
    Succession,
    ToolkitReturn,
    ToolkitTable,
)
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Commitment,
    Edition,
    Evidence,
    Mapping,
    Period,
    ProgressReport,
    Recommendation,
    SealedFile,
    TargetDate,
)

from .resource import Resource

ORGANISATIONS = Resource(
    "organisations",
    Organisation.objects.all(),
    key=("slug",),
    row="A body that promises or reports, or a collective such as “All organisations”.",
)
ALIASES = Resource(
    "aliases",
    Alias.objects.all(),
    key=("name",),
    row="Another name of an organisation, as the annexes or people write it.",
    names=(ORGANISATIONS,),
)
SUCCESSIONS = Resource(
    "successions",
    Succession.objects.all(),
    key=("predecessor", "successor"),
    row="One organisation that took over from another.",
    names=(ORGANISATIONS,),
)
COLLECTIVE_MEMBERSHIPS = Resource(
    "collective_memberships",
    CollectiveMembership.objects.all(),
    key=("collective", "member", "begins_on"),
    row="One organisation in a collective, and from when to when.",
    names=(ORGANISATIONS,),
)
RECOMMENDATIONS = Resource(
    "recommendations",
    Recommendation.objects.all(),
    key=("number",),
    row="A recommendation of the Caldicott2 review, and what the gap analysis says of it.",
)
COMMITMENTS = Resource(
    "commitments",
    Commitment.objects.all(),
    key=("number",),
    row="A numbered item of the Government’s response: a commitment or an expectation.",
)
COMMITMENT_LEADS = Resource(
    "commitment_leads",
    Commitment.lead_organisations.through._default_manager.all(),
    key=("commitment", "organisation"),
    row="An organisation that leads a commitment.",
    names=(COMMITMENTS, ORGANISATIONS),
)
MAPPINGS = Resource(
    "mappings",
    Mapping.objects.all(),
    key=("commitment", "recommendation"),
    row="A commitment under a recommendation, and which annexes show it there.",
    names=(COMMITMENTS, RECOMMENDATIONS),
)
PERIODS = Resource(
    "periods",
    Period.objects.published(),
    key=("position_date",),
    row="A published reporting period.",
    always={"state": Period.State.PUBLISHED},
    to_period="pk",
)
EDITIONS = Resource(
    "editions",
    Edition.objects.filter(period__in=Period.objects.published()),
    key=("period", "number"),
    row="What was published for a period, at a moment, for good: its manifest, and which edition it follows.",
    names=(PERIODS,),
    private=("published_by", "made_in"),
    to_period="period",
)
EDITION_FILES = Resource(
    "edition_files",
    SealedFile.objects.filter(edition__period__in=Period.objects.published()),
    key=("period", "edition", "name"),
    row="A file of an edition; its bytes are in the folder “sealed”, in a file that is named for their digest.",
    names=(EDITIONS,),
    called={"edition": ("period", "edition")},
    to_period="edition__period",
)
PROGRESS_REPORTS = Resource(
    "progress_reports",
    ProgressReport.objects.published(),
    key=("id",),
    row="What one organisation reported on one commitment for one period.",
    names=(PERIODS, COMMITMENTS, RECOMMENDATIONS, ORGANISATIONS),
    always={"state": ProgressReport.State.ACCEPTED},
    to_period="period",
)
EVIDENCE = Resource(
    "evidence",
    Evidence.objects.published(),
    key=("report", "position"),
    row="A link to which a progress report points as evidence, for everybody to see.",
    names=(PROGRESS_REPORTS,),
    to_period="report__period",
)
TARGET_DATES = Resource(
    "target_dates",
    TargetDate.objects.published(),
    key=("id",),
    row="By when an organisation expects to have done what it holds: its first date, or one to which that moved.",
    names=(PERIODS, COMMITMENTS, ORGANISATIONS),
    to_period="period",
)
ADDITIONAL_INFORMATION = Resource(
    "additional_information",
    AdditionalInformation.objects.published(),
    key=("id",),
    row="What an organisation, or the panel, added on a recommendation as a whole.",
    names=(PERIODS, RECOMMENDATIONS, ORGANISATIONS),
    to_period="period",
)
ASSESSMENTS = Resource(
    "assessments",
    Assessment.objects.published(),
    key=("id",),
    row="The panel’s narrative, conclusion and rating on one recommendation, or on the system overall, for one period.",
    names=(PERIODS, RECOMMENDATIONS),
    always={"state": Assessment.State.PUBLISHED},
    to_period="period",
    private=(
        "rating_reason",
        "version",
        "written_by",
        "written_by_name",
        "written_at",
        "agreed_by",
        "agreed_by_name",
        "agreed_at",
    ),
)
ORGANISATION_TYPES = Resource(
    "organisation_types",
    OrganisationType.objects.all(),
    key=("slug",),
    row="A kind of organisation whose IG Toolkit self-assessments Annex 3 compares.",
)
REQUIREMENT_GROUPS = Resource(
    "requirement_groups",
    RequirementGroup.objects.all(),
    key=("slug",),
    row="A group of the IG Toolkit’s requirements.",
)
TOOLKIT_TABLES = Resource(
    "toolkit_tables",
    ToolkitTable.objects.all(),
    key=("organisation_type", "version"),
    row="A printed table: one organisation type in one version of the toolkit.",
    names=(ORGANISATION_TYPES,),
)
TOOLKIT_RETURNS = Resource(
    "toolkit_returns",
    ToolkitReturn.objects.all(),
    key=("id",),
    row="One requirement of a printed table: how many organisations are at each level, or gave none.",
    names=(TOOLKIT_TABLES, REQUIREMENT_GROUPS),
)
FIGURE_CHECKS = Resource(
    "figure_checks",
    FigureCheck.objects.all(),
    key=("id",),
    row="A printed figure or claim, what follows from the rows, and why the two differ where they do.",
    names=(ORGANISATION_TYPES, REQUIREMENT_GROUPS),
)
CHANGES = Resource(
    "changes",
    Change.objects.published(),
    key=("id",),
    row="One thing that changed on the public record: before, after, when and why.",
    names=(PERIODS, EDITIONS, RECOMMENDATIONS, COMMITMENTS, ORGANISATIONS),
    called={"edition": ("period", "edition")},
    to_period="period",
)

RESOURCES = (
    ORGANISATIONS,
    ALIASES,
    SUCCESSIONS,
    COLLECTIVE_MEMBERSHIPS,
    RECOMMENDATIONS,
    COMMITMENTS,
    COMMITMENT_LEADS,
    MAPPINGS,
    PERIODS,
    EDITIONS,
    EDITION_FILES,
    PROGRESS_REPORTS,
    EVIDENCE,
    TARGET_DATES,
    ADDITIONAL_INFORMATION,
    ASSESSMENTS,
    ORGANISATION_TYPES,
    REQUIREMENT_GROUPS,
    TOOLKIT_TABLES,
    TOOLKIT_RETURNS,
    FIGURE_CHECKS,
    CHANGES,
)
