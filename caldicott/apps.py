from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CaldicottConfig(AppConfig):
    name = "caldicott"
    verbose_name = "Site"


class DeskConfig(AdminConfig):
    """Django's admin, with the panel's desk as its one site."""

    default_site = "organisations.accounts.site.Desk"
