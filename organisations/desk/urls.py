"""Below /returns/<organisation>/people/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.people, name="desk-people"),
    path("invite/", views.invite_person, name="desk-people-invite"),
    path("invitations/<int:number>/withdraw/", views.withdraw, name="desk-people-withdraw"),
    path("<int:number>/role/", views.role, name="desk-people-role"),
    path("<int:number>/end/", views.end, name="desk-people-end"),
]
