from .collective import CollectiveMembership, has_members
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
    "has_members",
]
