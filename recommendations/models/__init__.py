from .additional_information import AdditionalInformation
from .assessment import GOOD_PROGRESS, Assessment, Rating, RatingBasis
from .change import Change
from .commitment import Commitment, CommitmentLead, CommitmentQuerySet, Mapping, StatusChange
from .draft import Draft
from .evidence import Evidence
from .movement import Movement
from .period import Period
from .progress_report import ProgressReport
from .recommendation import Recommendation, RecommendationQuerySet, Sufficiency
from .reminder import Reminder
from .self_rating import SelfRating
from .submission import Decision, Receipt, Submission
from .target_date import Slippage, TargetDate

__all__ = [
    "GOOD_PROGRESS",
    "AdditionalInformation",
    "Assessment",
    "Change",
    "Commitment",
    "CommitmentLead",
    "CommitmentQuerySet",
    "Decision",
    "Draft",
    "Evidence",
    "Mapping",
    "Movement",
    "Period",
    "ProgressReport",
    "Rating",
    "RatingBasis",
    "Receipt",
    "Recommendation",
    "RecommendationQuerySet",
    "Reminder",
    "SelfRating",
    "Slippage",
    "StatusChange",
    "Submission",
    "Sufficiency",
    "TargetDate",
]
