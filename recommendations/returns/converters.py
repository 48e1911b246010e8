"""What stands in addresses of the desk."""

from django.urls.converters import StringConverter


class ReferenceConverter(StringConverter):
    """The reference of a receipt, as people quote it."""

    regex = "[0-9A-Z]+(?:-[0-9A-Z]+)+"
