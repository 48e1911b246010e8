from .additional_information import AdditionalInformation
from .assessment import GOOD_PROGRESS, Assessment, Rating, RatingBasis
from .change import Change
from .commitment import Commitment, CommitmentQuerySet, Mapping, StatusChange
from .movement import Movement
from .period import Period
from .progress_report import ProgressReport
from .recommendation import Recommendation, RecommendationQuerySet, Sufficiency
from .self_rating import SelfRating

__all__ = [
    "GOOD_PROGRESS",
    "AdditionalInformation",
    "Assessment",
    "Change",
    "Commitment",
    "CommitmentQuerySet",
    "Mapping",
    "Movement",
    "Period",
    "ProgressReport",
    "Rating",
    "RatingBasis",
    "Recommendation",
    "RecommendationQuerySet",
    "SelfRating",
    "StatusChange",
    "Sufficiency",
]
