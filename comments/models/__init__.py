from comments.models.comment import Comment
from comments.models.decision import Decision, Note, Reason, SecondReview
from comments.models.discussion import Discussion, Mode
from comments.models.figures import MonthlyFigures
from comments.models.former_text import FormerText
from comments.models.notice import Appeared, Ignored, MailChoice, MutedThread, Notice
from comments.models.recommendation import Recommendation
from comments.models.report import ArticleError, Report
from comments.models.rules import CategoryMode, Learnt, ReaderMode, Rules
from comments.models.sanction import Appeal, Sanction

__all__ = [
    "Appeal",
    "Appeared",
    "ArticleError",
    "CategoryMode",
    "Comment",
    "Decision",
    "Discussion",
    "FormerText",
    "Ignored",
    "Learnt",
    "MailChoice",
    "Mode",
    "MonthlyFigures",
    "MutedThread",
    "Note",
    "Notice",
    "ReaderMode",
    "Reason",
    "Recommendation",
    "Report",
    "Rules",
    "Sanction",
    "SecondReview",
]
