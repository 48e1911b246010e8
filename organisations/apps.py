from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        """Every process that sends letters knows how their private links are made."""
        from .accounts import invitation_letters, password_letters  # noqa: F401
