from .collective import CollectiveMembership
from .organisation import Alias, Organisation, OrganisationQuerySet, Succession
from .toolkit import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from .user import User

__all__ = [
    "Alias",
    "CollectiveMembership",
    "FigureCheck",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationType",
    "RequirementGroup",
    "Succession",
    "ToolkitReturn",
    "ToolkitTable",
    "User",
]
