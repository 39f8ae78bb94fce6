"""The settings of who may sign in, by what, and how often someone may try.

A module of its own: newsroom/settings.py puts what `read` returns among its settings.
"""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# Social sign-in is on where its variables are set: their beginning, and allauth's name of the provider.
PROVIDERS = {
    "GOOGLE": "google",
    "FACEBOOK": "facebook",
    "X": "twitter_oauth2",
}
# Where a provider's own pages are: our form leads there, so form-action must allow it.
ORIGINS = {
    "google": "https://accounts.google.com",
    "facebook": "https://www.facebook.com",
    "twitter_oauth2": "https://x.com",
    "apple": "https://appleid.apple.com",
}
# To the limits of allauth's own that hold besides. They count in CACHES["default"], over all processes.
RATE_LIMITS = {
    # For one account from one address or one browser known to it, and from all strangers together: accounts/guesses.py.
    "login_failed": "5/300s/key",
    "login_failed_in_total": "20/300s/key,100/d/key",
    "login_failed_from_address": "10/m/ip",  # whatever the accounts
    "login": "30/m/ip",
    "signup": "20/m/ip",
    # Codes by mail, of all kinds together, to one address: asked for by one, and by all strangers; accounts/guesses.py.
    "code_mail_own": "3/m/key,20/d/key",
    "code_mail_in_total": "6/m/key,40/d/key",
    "confirm_email": "",  # would count everybody together
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
    "reauthenticate": "10/m/user",
    "second_step": "30/d/key",  # wrong codes of an account, from anywhere: accounts/second_step.py
    "portrait": "10/m/user",
    "name": "10/h/user",
    "name_refused": "120/h/user",  # none was taken
    "comment_draft": "20/m/ip",  # of people who are not signed in: each may be a session of its own
    "comment_refused": "20/h/user",  # for words or sites: each tells something about the lists
    "preview_remark": "30/h/ip",  # of people outside, who have a link to a text that is not published
    "address": "300/h/user",  # of articles, asked for while one is typed: whether it is taken tells of drafts, too
    "export": "3/h/user",
    "merge": "3/m/user,10/h/user",  # codes asked for; as many as others let one go to an address, besides
}
SAME_EVERYWHERE: dict[str, Any] = {
    "AUTH_USER_MODEL": "accounts.User",
    "AUTHENTICATION_BACKENDS": [
        "django.contrib.auth.backends.ModelBackend",
        "allauth.account.auth_backends.AuthenticationBackend",
    ],
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        # Of accounts brought over from WordPress, until their first sign-in.
        "accounts.hashers.PhpassHasher",
        "accounts.hashers.WordPressBcryptHasher",
        "accounts.hashers.WordPressMd5Hasher",
    ],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
        {"NAME": "accounts.passwords.LengthValidator"},
        {"NAME": "accounts.passwords.BreachedPasswordValidator"},
    ],
    "LOGIN_REDIRECT_URL": "/",
    "SESSION_SERIALIZER": "accounts.secrets.SessionSerializer",
    "SESSION_COOKIE_AGE": 30 * 24 * 3600,  # accounts/sessions.py ends them earlier
    "ACCOUNT_ADAPTER": "accounts.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": "email",
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": 600,
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": True,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
    "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
    "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 180,
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
    "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": 600,
    "ACCOUNT_LOGIN_ON_PASSWORD_RESET": True,  # to the second factor, if there is one, and back to what was read
    "ACCOUNT_CHANGE_EMAIL": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,  # accounts/adapters.py only pretends to send those
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
    "ACCOUNT_RATE_LIMITS": RATE_LIMITS,
    "ACCOUNT_SESSION_REMEMBER": None,
    "ACCOUNT_LOGOUT_ON_GET": False,
    "ACCOUNT_FORMS": {
        "login": "accounts.forms.ReaderSignInForm",
        "signup": "accounts.forms.ReaderSignUpForm",
        "reset_password": "accounts.forms.ReaderResetForm",
        "add_email": "accounts.forms.ReaderEmailForm",
        "change_password": "accounts.forms.ReaderPasswordChangeForm",
        "reauthenticate": "accounts.forms.ReaderPasswordAgainForm",
        "set_password": "accounts.forms.ReaderPasswordSetForm",
        "reset_password_from_key": "accounts.forms.ReaderPasswordForm",
        "request_login_code": "accounts.forms.ReaderCodeRequestForm",
        "confirm_login_code": "accounts.forms.SignInCodeForm",
        "confirm_email_verification_code": "accounts.forms.AddressCodeForm",
        "confirm_password_reset_code": "accounts.forms.ResetCodeForm",
    },
    "SOCIALACCOUNT_FORMS": {
        "signup": "accounts.forms.ReaderSocialSignUpForm",
        "disconnect": "accounts.forms.ReaderDisconnectForm",
    },
    "MFA_ADAPTER": "accounts.adapters.SecondFactorAdapter",
    "MFA_FORMS": {
        "authenticate": "accounts.second_step.SecondStepForm",
        "reauthenticate": "accounts.second_step.CodeAgainForm",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_PASSKEY_SIGNUP_ENABLED": True,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_RECOVERY_CODE_COUNT": 10,
    "USERSESSIONS_TRACK_ACTIVITY": True,
    "SOCIALACCOUNT_ADAPTER": "accounts.social_sign_in.SocialAdapter",
    "SOCIALACCOUNT_LOGIN_ON_GET": False,
    "SOCIALACCOUNT_STORE_TOKENS": False,
}


def read(env: environ.Env, *, is_https: bool) -> dict[str, Any]:
    """Of django-allauth and of Django's own accounts. Raises ImproperlyConfigured for half a provider."""
    providers = _providers(env)
    return SAME_EVERYWHERE | {
        # Browsers offer passkeys over http on localhost alone; the check of the origin would refuse even that.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not is_https,
        "ALLAUTH_TRUSTED_PROXY_COUNT": env.int("TRUSTED_PROXY_COUNT", 0),
        "SOCIALACCOUNT_PROVIDERS": providers,
        "SOCIAL_APPS": [f"allauth.socialaccount.providers.{name}" for name in providers],
        "SOCIAL_ORIGINS": _origins(env, providers),
    }


def _providers(env: environ.Env) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for prefix, name in PROVIDERS.items():
        if _all_or_none(env, f"{prefix}_CLIENT_ID", f"{prefix}_CLIENT_SECRET"):
            app = {"client_id": env.str(f"{prefix}_CLIENT_ID"), "secret": env.str(f"{prefix}_CLIENT_SECRET")}
            found[name] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    if _all_or_none(env, "APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"):
        key = {"certificate_key": env.str("APPLE_PRIVATE_KEY", multiline=True)}
        app = {"client_id": env.str("APPLE_CLIENT_ID"), "secret": env.str("APPLE_KEY_ID")}
        found["apple"] = {"APPS": [{**app, "key": env.str("APPLE_TEAM_ID"), "settings": key}]}
    if _all_or_none(env, "OPENID_URL", "OPENID_CLIENT_ID", "OPENID_CLIENT_SECRET"):
        _refuse_open_line(env.str("OPENID_URL"))
        name = env.str("OPENID_NAME", "OpenID Connect")
        app = {"client_id": env.str("OPENID_CLIENT_ID"), "secret": env.str("OPENID_CLIENT_SECRET"), "name": name}
        app |= {"provider_id": "openid", "settings": {"server_url": env.str("OPENID_URL")}}
        found["openid_connect"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    return found


def _all_or_none(env: environ.Env, *names: str) -> bool:
    missing = [name for name in names if not env.str(name, "")]
    if missing and len(missing) < len(names):
        raise ImproperlyConfigured(f"Set {', '.join(missing)} as well, or none of {', '.join(names)}.")
    return not missing


def _refuse_open_line(address: str) -> None:
    """What is fetched from there is believed for having come over TLS; on this machine alone it may do without."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}):
        raise ImproperlyConfigured("OPENID_URL must begin with https://.")


def _origins(env: environ.Env, providers: dict[str, Any]) -> list[str]:
    found = [ORIGINS[name] for name in providers if name in ORIGINS]
    if "openid_connect" in providers:
        parts = urlsplit(env.str("OPENID_URL"))
        found.append(f"{parts.scheme}://{parts.netloc}")
    return found
