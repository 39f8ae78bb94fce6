from accounts.admin import audit_entry, group, invitation, user, without_allauth

__all__ = ["audit_entry", "group", "invitation", "user", "without_allauth"]
