"""Everything published that is searched, by kind."""

from .asked_and_promised import Commitments, Recommendations
from .organisations import Organisations
from .reported import Additions, Assessments, Periods, ProgressReports
from .source import MOST, Source
from .toolkit import FigureChecks, OrganisationTypes

# In the order in which a page names them.
SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        Recommendations(),
        Commitments(),
        Organisations(),
        Assessments(),
        ProgressReports(),
        Additions(),
        OrganisationTypes(),
        FigureChecks(),
        Periods(),
    )
}

__all__ = ["MOST", "SOURCES", "Source"]
