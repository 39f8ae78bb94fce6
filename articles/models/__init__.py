from articles.models.article import Article, ArticleTag
from articles.models.author import Author
from articles.models.byline import Byline
from articles.models.category import Category
from articles.models.correction import Correction
from articles.models.desk import BulkAct, Presence, PreviewLink, Remark, SavedFilter
from articles.models.follow import Follow
from articles.models.former_address import FormerAddress
from articles.models.media_file import MediaFile
from articles.models.picture import Picture, Rendition
from articles.models.readership import MostRead, Readership
from articles.models.related_pin import RelatedPin
from articles.models.revision import Revision
from articles.models.saved import SavedArticle

__all__ = [
    "Article",
    "ArticleTag",
    "Author",
    "BulkAct",
    "Byline",
    "Category",
    "Correction",
    "Follow",
    "FormerAddress",
    "MediaFile",
    "MostRead",
    "Picture",
    "Presence",
    "PreviewLink",
    "Readership",
    "RelatedPin",
    "Remark",
    "Rendition",
    "Revision",
    "SavedArticle",
    "SavedFilter",
]
