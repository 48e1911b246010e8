"""The sign-in library's forms in this site's words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm

# By field: what it is called, and what is said where it is empty.
NEW = {
    "password1": ("New password", "Choose a new password."),
    "password2": ("The new password once more", "Give the new password once more."),
}
CURRENT = {"oldpassword": ("Your password now", "Give the password that you have now.")}


class InOurWords:
    """Takes the place of the library's labels, and leaves out its hints, which are HTML and say what the page says."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, missing) in self.words.items():
            field = self.fields[name]  # type: ignore[attr-defined]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = missing


class NewPasswordForm(InOurWords, ChangePasswordForm):
    words = {**CURRENT, **NEW}


class ForgottenPasswordForm(InOurWords, ResetPasswordKeyForm):
    words = NEW
