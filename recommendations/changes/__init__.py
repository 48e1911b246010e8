"""What a publication changed on the public record: found once, when it is published, and then kept."""

from .record import record_changes

__all__ = ["record_changes"]
