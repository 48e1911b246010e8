"""The one search over everything published."""

from django.urls import path

from .views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/description.xml", search.description, name="search-description"),
]
