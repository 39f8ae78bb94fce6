from comments.admin import comment, rules

__all__ = ["comment", "rules"]
