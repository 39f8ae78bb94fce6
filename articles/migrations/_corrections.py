"""The triggers that let what a correction says stand as it was said. Used by a migration, and by tests that empty their
database.

It can be withdrawn, once; and who said it is forgotten, or becomes another account, as everywhere.
"""

TABLE = "articles_correction"
REFUSAL = "A correction stays as it was said."
FUNCTION = (
    "CREATE FUNCTION articles_correction_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
SAID = ("id", "article_id", "type", "place", "text", "created_at")
WITHDRAWN = ("withdrawn_at", "withdrawal_reason")
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
TRIGGER = f"CREATE TRIGGER {TABLE}_{{event}} BEFORE {{event}} ON {TABLE} "
ON_POSTGRES = TRIGGER + "FOR EACH {each} {when} EXECUTE FUNCTION articles_correction_refuse()"
ON_SQLITE = TRIGGER + "{when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def _differ(columns, vendor):
    new, old = (", ".join(f'{row}."{column}"' for column in columns) for row in ("NEW", "OLD"))
    return f"({new}) {DIFFERS[vendor]} ({old})"


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    again = f"OLD.withdrawn_at IS NOT NULL AND {_differ(WITHDRAWN, vendor)}"
    changed = f"WHEN ({_differ(SAID, vendor)} OR ({again}))"
    if vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        schema_editor.execute(ON_POSTGRES.format(event="update", each="ROW", when=changed))
        schema_editor.execute(ON_POSTGRES.format(event="delete", each="ROW", when=""))
        schema_editor.execute(ON_POSTGRES.format(event="truncate", each="STATEMENT", when=""))
    else:
        # SQLite calls no trigger for a row that INSERT OR REPLACE drops.
        replaces = f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"  # noqa: S608  # no input
        for event, when in (("update", changed), ("delete", ""), ("insert", replaces)):
            schema_editor.execute(ON_SQLITE.format(event=event, when=when, refusal=REFUSAL))


def drop(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for event in ("update", "delete", "truncate", "insert"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{event}" + f" ON {TABLE}" * is_postgres)
    if is_postgres:
        schema_editor.execute("DROP FUNCTION IF EXISTS articles_correction_refuse()")
