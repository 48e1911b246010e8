from .additional_information import AdditionalInformation
from .assessment import GOOD_PROGRESS, Assessment, Rating, RatingBasis
from .assessment_version import Agreement, AssessmentVersion
from .change import Change, ChangeQuerySet
from .commitment import Commitment, CommitmentLead, CommitmentQuerySet, Mapping, StatusChange
from .correction import Correction
from .draft import Draft
from .edition import Edition, SealedFile, SealedPiece
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
    "Agreement",
    "Assessment",
    "AssessmentVersion",
    "Change",
    "ChangeQuerySet",
    "Commitment",
    "CommitmentLead",
    "CommitmentQuerySet",
    "Correction",
    "Decision",
    "Draft",
    "Edition",
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
    "SealedFile",
    "SealedPiece",
    "SelfRating",
    "Slippage",
    "StatusChange",
    "Submission",
    "Sufficiency",
    "TargetDate",
]
