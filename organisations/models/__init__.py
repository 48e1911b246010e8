from .audit import AuditRow, audit, audit_each
from .collective import CollectiveMembership, has_members
from .history import HistoryRow, history_name
from .invitation import Invitation
from .letter import Letter
from .membership import ORGANISATION_ROLES, PANEL_ROLES, Membership, Role
from .organisation import Alias, Organisation, OrganisationQuerySet, Succession, SuccessionKind
from .toolkit import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from .user import User

__all__ = [
    "ORGANISATION_ROLES",
    "PANEL_ROLES",
    "Alias",
    "AuditRow",
    "CollectiveMembership",
    "FigureCheck",
    "HistoryRow",
    "Invitation",
    "Letter",
    "Membership",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationType",
    "RequirementGroup",
    "Role",
    "Succession",
    "SuccessionKind",
    "ToolkitReturn",
    "ToolkitTable",
    "User",
    "audit",
    "audit_each",
    "has_members",
    "history_name",
]
