"""The triggers that let the log of decisions only grow. Used by migrations, and by tests that empty their database.

What a reader was told can be taken out, for when they have their account erased.
"""

REFUSAL = "The log of decisions only grows."
FUNCTION = (
    "CREATE FUNCTION comments_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
SEALED = """
    id at verb by_id comment_id article_id user_id before after reason_id rule rules_version bulk undoes_id
""".split()
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
CHANGED = "NEW.words <> '' OR ({new}) {differs} ({old})"
# SQLite calls no trigger for a row that INSERT OR REPLACE drops.
REPLACES = "EXISTS (SELECT 1 FROM comments_decision WHERE id = NEW.id OR undoes_id = NEW.undoes_id)"
TRIGGER = "CREATE TRIGGER comments_decision_{event} BEFORE {event} ON comments_decision "
ON_POSTGRES = TRIGGER + "FOR EACH {each} {when} EXECUTE FUNCTION comments_decision_refuse()"
ON_SQLITE = TRIGGER + "{when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    new, old = (", ".join(f'{row}."{column}"' for column in SEALED) for row in ("NEW", "OLD"))
    changed = f"WHEN ({CHANGED.format(new=new, old=old, differs=DIFFERS[vendor])})"
    if vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        schema_editor.execute(ON_POSTGRES.format(event="update", each="ROW", when=changed))
        for event in ("delete", "truncate"):
            schema_editor.execute(ON_POSTGRES.format(event=event, each="STATEMENT", when=""))
    else:
        for event, when in (("update", changed), ("delete", ""), ("insert", f"WHEN {REPLACES}")):
            schema_editor.execute(ON_SQLITE.format(event=event, when=when, refusal=REFUSAL))


def drop(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for event in ("update", "delete", "truncate", "insert"):
        schema_editor.execute(
            f"DROP TRIGGER IF EXISTS comments_decision_{event}" + " ON comments_decision" * is_postgres
        )
    if is_postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS comments_decision_refuse()")
