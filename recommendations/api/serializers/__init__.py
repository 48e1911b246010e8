"""What the API tells of the record: asked and promised, and what was told of it for a period."""

from .asked import CommitmentSerializer, RecommendationSerializer
from .told import (
    AdditionalInformationSerializer,
    AssessmentSerializer,
    ChangeSerializer,
    EditionSerializer,
    PeriodSerializer,
    ProgressReportSerializer,
    TargetDateSerializer,
)

__all__ = [
    "AdditionalInformationSerializer",
    "AssessmentSerializer",
    "ChangeSerializer",
    "CommitmentSerializer",
    "EditionSerializer",
    "PeriodSerializer",
    "ProgressReportSerializer",
    "RecommendationSerializer",
    "TargetDateSerializer",
]
