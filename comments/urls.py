"""The addresses of what readers say. Those below the account's are personal."""

from django.urls import path

from comments.views import own

personal = [path("comments/", own.comments, name="account_comments")]
