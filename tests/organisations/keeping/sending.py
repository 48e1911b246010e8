"""A table of members as the secretariat sends it at the desk."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse


def send(client: Client, content: bytes | None, name: str = "members.csv", **values: Any) -> Any:
    """Without content, what was looked at before is confirmed by what the page kept."""
    sent = {"reason": "The sample list.", **values}
    if content is not None:
        sent["table"] = SimpleUploadedFile(name, content)
    return client.post(reverse("admin:organisations_collectivemembership_import"), sent)
