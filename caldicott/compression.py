"""Sends answers compressed to those who can read them so."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED_ALREADY = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
}


class CompressionMiddleware(GZipMiddleware):
    """Django's own, except for files that are compressed already.

    Once more would save nothing and take their length away, and with that every progress bar.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type") in COMPRESSED_ALREADY:
            return response
        return super().process_response(request, response)
