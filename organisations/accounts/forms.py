"""What is asked of people about themselves and others."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth import password_validation
from django.core import validators
from django.http import HttpRequest

from caldicott.plain_text import PlainTextField, one_line
from organisations.models import ORGANISATION_ROLES, User

from . import password_letters
from .invitations import LASTS
from .roles import ROLES

LONGEST_ADDRESS = 254  # of all that mail servers take
TOO_LONG = f"Give an e-mail address of no more than {LONGEST_ADDRESS} characters."


class PasswordLetterForm(ResetPasswordForm):
    """The library's, but for the letter, which goes by the queue."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["email"].validators.append(validators.MaxLengthValidator(LONGEST_ADDRESS, TOO_LONG))

    def save(self, request: HttpRequest, **more: Any) -> str:
        email: str = self.cleaned_data["email"]
        password_letters.write(email)
        return email


class NewPersonForm(forms.Form):
    name = PlainTextField(
        label="Your name",
        max_length=200,
        validators=[one_line],
        help_text="As it stands under what you do.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name."},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
        help_text="At least 12 characters, and no password that many people use. Three or four words that have nothing "
        "to do with each other are easy to keep in mind.",
    )

    def __init__(self, email: str, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.email = email

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if password := given.get("password"):
            try:
                password_validation.validate_password(password, User(email=self.email, name=given.get("name", "")))
            except forms.ValidationError as reasons:
                self.add_error("password", reasons)
        return given


class RoleField(forms.ChoiceField):
    """A role in an organisation, each with what it is."""

    def __init__(self) -> None:
        super().__init__(
            label="Role",
            choices=[(role.value, role.label) for role in ORGANISATION_ROLES],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a role."},
        )
        self.hints = {role.value: ROLES[role].says for role in ORGANISATION_ROLES}


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=LONGEST_ADDRESS,
        help_text=f"A letter with a link that works once, for {LASTS.days} days, goes there.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Give the e-mail address of the person.",
            "invalid": "Give an e-mail address in full, like name@example.org.",
            "max_length": TOO_LONG,
        },
    )
    role = RoleField()


class ChangeRoleForm(forms.Form):
    role = RoleField()
