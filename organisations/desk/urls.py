"""The people of an organisation, and the page that says what each role may do."""

from django.urls import path

from organisations.accounts.views.roles import roles

from . import views

urlpatterns = [
    path("about/roles/", roles, name="roles"),
    path("returns/<slug:slug>/people/", views.people, name="desk-people"),
    path("returns/<slug:slug>/people/invite/", views.invite_person, name="desk-people-invite"),
    path("returns/<slug:slug>/people/invitations/<int:number>/withdraw/", views.withdraw, name="desk-people-withdraw"),
    path("returns/<slug:slug>/people/<int:number>/role/", views.role, name="desk-people-role"),
    path("returns/<slug:slug>/people/<int:number>/end/", views.end, name="desk-people-end"),
]
