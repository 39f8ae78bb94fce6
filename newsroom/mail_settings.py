"""The settings of how mail leaves the house: to the console, by SMTP, or by a service that django-anymail knows."""

from typing import Any

import environ


def read(env: environ.Env, *, host: str) -> dict[str, Any]:
    """Of Django's mail, and of django-anymail where EMAIL_BACKEND names it."""
    url = env.email("EMAIL_URL", "consolemail://")
    return url | {
        "EMAIL_BACKEND": env.str("EMAIL_BACKEND", url["EMAIL_BACKEND"]),
        "ANYMAIL": env.json("ANYMAIL", {}),
        "EMAIL_TIMEOUT": env.int("EMAIL_TIMEOUT", 20),  # without one, a silent mail server keeps the worker for good
        "DEFAULT_FROM_EMAIL": env.str("DEFAULT_FROM_EMAIL", f"newsroom@{host}"),
        "SERVER_EMAIL": env.str("DEFAULT_FROM_EMAIL", f"newsroom@{host}"),
    }
