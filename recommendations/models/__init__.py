from .additional_information import AdditionalInformation
from .assessment import Assessment, Rating, RatingBasis
from .commitment import Commitment, CommitmentQuerySet, Mapping
from .period import Period
from .progress_report import ProgressReport
from .recommendation import Recommendation, RecommendationQuerySet, Sufficiency
from .self_rating import SelfRating

__all__ = [
    "AdditionalInformation",
    "Assessment",
    "Commitment",
    "CommitmentQuerySet",
    "Mapping",
    "Period",
    "ProgressReport",
    "Rating",
    "RatingBasis",
    "Recommendation",
    "RecommendationQuerySet",
    "SelfRating",
    "Sufficiency",
]
