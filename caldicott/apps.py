from django.apps import AppConfig


class CaldicottConfig(AppConfig):
    name = "caldicott"
    verbose_name = "Site"
