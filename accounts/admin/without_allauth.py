"""Takes allauth's own tables off the desk.

There, factors could be deleted and addresses declared confirmed past every notice to their owner and past the audit
log. What the desk may do about an account, it does in accounts/admin/user.py and `manage.py reset_second_factor`.
"""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  # all four for what they register
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin

admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])
