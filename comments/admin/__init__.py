from comments.admin import comment

__all__ = ["comment"]
