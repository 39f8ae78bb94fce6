"""The pages of the account that are our own; those around them are django-allauth's."""

from django.urls import path

from accounts.views import account, me, profile

urlpatterns = [
    path("", account.account, name="account"),
    path("me/", me.me, name="account_me"),
    path("profile/", profile.profile, name="account_profile"),
    path("profile/name/", profile.name, name="account_name"),
    path("profile/picture/", profile.portrait, name="account_portrait"),
    path("profile/picture/remove/", profile.remove_portrait, name="account_remove_portrait"),
    path("mail/", profile.mail, name="account_mail"),
]
