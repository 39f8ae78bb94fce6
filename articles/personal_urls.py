"""The addresses of what readers keep and follow. Of whoever is signed in, so below /accounts/, where sessions are."""

from django.urls import path

from articles.views import following, saved

urlpatterns = [
    path("saved/", saved.page, name="account_saved"),
    path("saved.json", saved.for_scripts, name="account_saved_list"),
    path("saved/add/", saved.add, name="account_save"),
    path("saved/remove/", saved.remove, name="account_unsave"),
    path("for-you/", following.for_you, name="account_for_you"),
    path("following/", following.page, name="account_following"),
    path("following.json", following.for_scripts, name="account_follows"),
    path("following/add/", following.add, name="account_follow"),
    path("following/remove/", following.remove, name="account_unfollow"),
]
