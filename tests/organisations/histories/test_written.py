"""The database writes the history of each row, whichever way it is changed, and nobody changes the history."""

import pytest
from django.db import connection
pytestmark = pytest.mark.django_db
from tests import factories as f
from organisations.models import HistoryRow

def test_x():
    o=f.OrganisationFactory()
    type(o).objects.update(name="Z")
    print(HistoryRow.objects.values())
    o.delete()
    assert HistoryRow.objects.count()==3
def test_y(record):
    print(HistoryRow.objects.count()); print(HistoryRow.objects.values()[0])
