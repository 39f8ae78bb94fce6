"""The triggers that count what readers see of a discussion. Used by migrations alone.

Whatever changes a comment – a moderator, an import, an erasure, a hand in the database – changes the counts in the same
transaction. SQLite forgets a table's triggers when a migration rebuilds the table: such a migration calls `drop` first
and `create` last.
"""

COMMENT, RECOMMENDATION = "comments_comment", "comments_recommendation"
DEEPEST = 49  # as in comments/models/comment.py when this was written, like the 12 characters of a step
# The discussion first: whoever counts in it next waits there, and nobody waits for each other.
MORE = """
    INSERT INTO comments_discussion (article_id, visible, version) VALUES (NEW.article_id, 1, 1)
        ON CONFLICT (article_id) DO UPDATE SET
            visible = comments_discussion.visible + 1, version = comments_discussion.version + 1;
"""
# Without a row nothing is left to count: its article is being deleted.
LESS = "UPDATE comments_discussion SET visible = visible - 1, version = version + 1 WHERE article_id = OLD.article_id;"
ABOVE = """
    UPDATE comments_comment SET visible_replies = visible_replies {by}
    WHERE article_id = {row}.article_id AND path IN (
        SELECT substr({row}.path, 1, level.column1 * 12) FROM (VALUES {levels}) AS level
        WHERE level.column1 <= {row}.depth
    );
"""
LEVELS = ", ".join(f"({level})" for level in range(1, DEEPEST + 1))
ONE_MORE = MORE + ABOVE.format(row="NEW", by="+ 1", levels=LEVELS)
ONE_LESS = LESS + ABOVE.format(row="OLD", by="- 1", levels=LEVELS)
RECOMMEND = "UPDATE comments_comment SET recommendations = recommendations {by} WHERE id = {row}.comment_id;"

TRIGGERS = [
    (COMMENT, "shown", "INSERT", "NEW.status = 'approved'", ONE_MORE),
    (COMMENT, "shown_again", "UPDATE OF status", "NEW.status = 'approved' AND OLD.status <> 'approved'", ONE_MORE),
    (COMMENT, "hidden", "UPDATE OF status", "OLD.status = 'approved' AND NEW.status <> 'approved'", ONE_LESS),
    (COMMENT, "gone", "DELETE", "OLD.status = 'approved'", ONE_LESS),
    (RECOMMENDATION, "given", "INSERT", "1 = 1", RECOMMEND.format(by="+ 1", row="NEW")),
    (RECOMMENDATION, "taken", "DELETE", "1 = 1", RECOMMEND.format(by="- 1", row="OLD")),
]


def create(apps, schema_editor):
    for table, name, event, when, body in TRIGGERS:
        head = f"CREATE TRIGGER {table}_{name} AFTER {event} ON {table} FOR EACH ROW WHEN ({when})"
        if schema_editor.connection.vendor == "postgresql":
            function = f"{table}_{name}()"
            schema_editor.execute(
                f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
            )
            schema_editor.execute(f"{head} EXECUTE FUNCTION {function}")
        else:
            schema_editor.execute(f"{head} BEGIN {body} END")


def drop(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table, name, *_rest in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}" + f" ON {table}" * is_postgres)
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_{name}()")
