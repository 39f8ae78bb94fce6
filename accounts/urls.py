"""The pages of the account that are our own; those around them are django-allauth's."""

from django.urls import path

from accounts.views import (
    account,
    codes,
    invitation,
    me,
    merging,
    own_data,
    profile,
    reauthentication,
    recovery,
    sessions,
    sign_in,
)

urlpatterns = [
    path("", account.account, name="account"),
    path("me/", me.me, name="account_me"),
    path("login/", sign_in.sign_in, name="account_login"),
    path("reauthenticate/code/", reauthentication.by_code, name="account_reauthenticate_by_code"),
    path("password/set/", reauthentication.set_password, name="account_set_password"),
    path("login/code/confirm/", codes.sign_in_code, name="account_confirm_login_code"),
    path("password/reset/confirm/", codes.reset_code, name="account_confirm_password_reset_code"),
    path("confirm-email/", codes.address_code, name="account_email_verification_sent"),
    path("profile/", profile.profile, name="account_profile"),
    path("profile/name/", profile.name, name="account_name"),
    path("profile/picture/", profile.portrait, name="account_portrait"),
    path("profile/picture/remove/", profile.remove_portrait, name="account_remove_portrait"),
    path("mail/", profile.mail, name="account_mail"),
    path("export/", own_data.export, name="account_export"),
    path("merge/", merging.start, name="account_merge"),
    path("merge/code/", merging.code, name="account_merge_code"),
    path("merge/second-step/", merging.factor, name="account_merge_factor"),
    path("merge/confirm/", merging.confirm, name="account_merge_confirm"),
    path("2fa/lost/", recovery.lost, name="account_recovery"),
    path("2fa/lost/code/", recovery.code, name="account_recovery_code"),
    path("2fa/lost/stop/", recovery.stop_own, name="account_recovery_stop_own"),
    path("2fa/lost/stop/<str:link>/", recovery.stop, name="account_recovery_stop"),
    path("erase/", own_data.erase, name="account_erase"),
    path("invitation/<str:link>/", invitation.page, name="account_invitation"),
    path("erased/", own_data.erased, name="account_erased"),
    path("sessions/", sessions.listed, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end, name="sessions_end"),
    path("sessions/end-others/", sessions.end_others, name="sessions_end_others"),
]
