"""Tables whose rows are added and never changed: the database refuses it, whichever way somebody asks.

Emptying a table past its triggers is for its owner alone, and the site's own role owns none (`deploy/database`).
"""

from django.db.migrations import RunSQL

REFUSE = RunSQL(
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;
    """,
    "DROP FUNCTION refuse_change();",
)


def append_only(table: str) -> RunSQL:
    """For a migration that comes after `REFUSE`: from now on the rows of a table stay as they are."""
    return RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER append_only ON {table};",
    )
