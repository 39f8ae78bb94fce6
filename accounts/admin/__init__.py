from accounts.admin import audit_entry, group, user

__all__ = ["audit_entry", "group", "user"]
