"""The triggers that count what readers see of a discussion. Used by migrations alone.

Whatever changes a comment – a moderator, an import, an erasure, a hand in the database – changes the counts in the same
transaction. SQLite forgets a table's triggers when a migration rebuilds the table: such a migration calls `drop` first
and `create` last.
"""

# SQLite: row by row.
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
ON_SQLITE = "CREATE TRIGGER {table}_{name} AFTER {event} ON {table} FOR EACH ROW WHEN ({when}) BEGIN {body} END"

# PostgreSQL: statement by statement. A row that is counted in once for each of a hundred thousand comments of one
# transaction leaves as many versions behind, and each count walks past all of them.
SHOWN = "SELECT article_id, path, depth, 1 AS step FROM fresh WHERE status = 'approved'"
GONE = "SELECT article_id, path, depth, -1 AS step FROM stale WHERE status = 'approved'"
CHANGED = """
    SELECT fresh.article_id, fresh.path, fresh.depth, CASE WHEN fresh.status = 'approved' THEN 1 ELSE -1 END AS step
    FROM fresh JOIN stale USING (id) WHERE (fresh.status = 'approved') <> (stale.status = 'approved')
"""
COUNT = """
    INSERT INTO comments_discussion (article_id)
        SELECT DISTINCT article_id FROM ({changed}) AS changed WHERE step > 0 ORDER BY article_id
        ON CONFLICT (article_id) DO NOTHING;
    PERFORM 1 FROM comments_discussion
        WHERE article_id IN (SELECT article_id FROM ({changed}) AS changed) ORDER BY article_id FOR UPDATE;
    UPDATE comments_discussion AS discussion SET visible = visible + more.step, version = version + 1
        FROM (SELECT article_id, sum(step) AS step FROM ({changed}) AS changed GROUP BY article_id) AS more
        WHERE discussion.article_id = more.article_id;
    UPDATE comments_comment AS above SET visible_replies = visible_replies + more.step
        FROM (
            SELECT article_id, substr(path, 1, level * 12) AS path, sum(step) AS step
            FROM ({changed}) AS changed CROSS JOIN LATERAL generate_series(1, depth) AS level
            GROUP BY 1, 2 HAVING sum(step) <> 0
        ) AS more
        WHERE above.article_id = more.article_id AND above.path = more.path;
"""
RECOMMENDED = """
    UPDATE comments_comment SET recommendations = recommendations + more.step
        FROM (SELECT comment_id, {sign}count(*) AS step FROM {rows} GROUP BY comment_id) AS more WHERE id = more.comment_id;
"""
BOTH = "OLD TABLE AS stale NEW TABLE AS fresh"
STATEMENTS = [
    (COMMENT, "shown", "INSERT", "NEW TABLE AS fresh", COUNT.format(changed=SHOWN)),
    (COMMENT, "changed", "UPDATE", BOTH, f"IF EXISTS ({CHANGED}) THEN {COUNT.format(changed=CHANGED)} END IF;"),
    (COMMENT, "gone", "DELETE", "OLD TABLE AS stale", COUNT.format(changed=GONE)),
    (RECOMMENDATION, "given", "INSERT", "NEW TABLE AS fresh", RECOMMENDED.format(sign="", rows="fresh")),
    (RECOMMENDATION, "taken", "DELETE", "OLD TABLE AS stale", RECOMMENDED.format(sign="-", rows="stale")),
]
FUNCTION = "CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
ON_POSTGRES = (
    "CREATE TRIGGER {table}_{name} AFTER {event} ON {table} REFERENCING {rows} FOR EACH STATEMENT "
    "EXECUTE FUNCTION {table}_{name}()"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, name, event, rows, body in STATEMENTS:
            schema_editor.execute(FUNCTION.format(table=table, name=name, body=body))
            schema_editor.execute(ON_POSTGRES.format(table=table, name=name, event=event, rows=rows))
    else:
        for table, name, event, when, body in TRIGGERS:
            schema_editor.execute(ON_SQLITE.format(table=table, name=name, event=event, when=when, body=body))


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, name, *_rest in STATEMENTS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_{name}()")
    else:
        for table, name, *_rest in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
