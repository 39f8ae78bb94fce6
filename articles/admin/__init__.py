from articles.admin import article, author, category, former_address, media_file, picture, tag

__all__ = ["article", "author", "category", "former_address", "media_file", "picture", "tag"]
