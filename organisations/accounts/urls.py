"""The way in, and a person's own account. Of the sign-in library's pages only those that are wanted are here."""

from allauth.account import views as library_account
from allauth.mfa.recovery_codes import views as library_codes
from allauth.mfa.totp import views as library_totp
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from .access import signed_in
from .views import invitation, library, own

urlpatterns = [
    path("", own.account, name="account"),
    path("reminders/", own.reminders, name="account-reminders"),
    path("second-factor/", never_cache(own.own_second_factor), name="second-factor"),
    path("invitation/<str:token>/", invitation.accept, name="invitation"),
    path("login/", library.SignIn.as_view(), name="account_login"),
    path("logout/", library_account.logout, name="account_logout"),
    path("reauthenticate/", library_account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", signed_in(library_account.password_change), name="account_change_password"),
    path("password/reset/", library_account.password_reset, name="account_reset_password"),
    path("password/reset/done/", library_account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        library_account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        never_cache(library_account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # For who signs in, and for who is signed in and has not shown it in this session.
    path("2fa/authenticate/", never_cache(library.ShowSecondFactor.as_view()), name="mfa_authenticate"),
    path("2fa/reauthenticate/", never_cache(library.ShowSecondFactorAgain.as_view()), name="mfa_reauthenticate"),
    path(
        "2fa/totp/activate/",
        never_cache(login_required(library.SetUpSecondFactor.as_view())),
        name="mfa_activate_totp",
    ),
    path("2fa/totp/deactivate/", signed_in(library_totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(library_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        signed_in(library_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    # Where the library leads after it: its overview is the page of this site's own.
    path("2fa/", RedirectView.as_view(pattern_name="second-factor"), name="mfa_index"),
]
