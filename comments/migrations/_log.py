"""The triggers that let the log of decisions only grow. Used by migrations, and by tests that empty their database."""

REFUSAL = "The log of decisions only grows."
FUNCTION = (
    "CREATE FUNCTION comments_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
ON_POSTGRES = "CREATE TRIGGER {name} BEFORE {event} ON comments_decision EXECUTE FUNCTION comments_decision_refuse()"
ON_SQLITE = (
    "CREATE TRIGGER {name} BEFORE {event} ON comments_decision {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
)
# SQLite calls no trigger for a row that INSERT OR REPLACE drops.
REPLACES = "WHEN EXISTS (SELECT 1 FROM comments_decision WHERE id = NEW.id OR undoes_id = NEW.undoes_id)"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        for event in ("update", "delete", "truncate"):
            schema_editor.execute(ON_POSTGRES.format(name=f"comments_decision_{event}", event=event))
    else:
        for event, when in (("update", ""), ("delete", ""), ("insert", REPLACES)):
            name = f"comments_decision_{event}"
            schema_editor.execute(ON_SQLITE.format(name=name, event=event, when=when, refusal=REFUSAL))


def drop(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for event in ("update", "delete", "truncate", "insert"):
        schema_editor.execute(
            f"DROP TRIGGER IF EXISTS comments_decision_{event}" + " ON comments_decision" * is_postgres
        )
    if is_postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS comments_decision_refuse()")
