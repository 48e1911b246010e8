"""What the sign-in libraries would show at the desk, and has no place there: secrets, unused tables, powers by hand."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

# First, so that these are there to be taken out.
for module in ("allauth.account.admin", "allauth.mfa.admin", "django.contrib.auth.admin"):
    import_module(module)
for model in (Authenticator, EmailAddress, Group):
    admin.site.unregister(model)
