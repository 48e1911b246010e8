"""The triggers that write the history of a table's rows, for migrations.

A trigger sees what the ORM's signals do not: bulk updates, raw SQL, and whoever works in the database by hand. The
person, or the command, comes with each statement in a setting of the transaction, where django-pghistory puts it.
All tables share one table of histories, in which one list and one search find everything; it holds what was before and
what is after, so that the first change of a row that was there already is whole too.
"""

from collections.abc import Mapping, Sequence

from django.db.migrations import RunSQL

WRITE_HISTORY = RunSQL(
    """
    -- Told by the trigger: the model's label, the key's column, the columns of which the history is kept, and with
    -- which other rows this one is shown, as model:column.
    CREATE FUNCTION write_history() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        told jsonb := COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), ''), '{}')::jsonb;
        was jsonb := '{}';
        is_now jsonb := '{}';
        changed text[];
        parts text[];
    BEGIN
        IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
        IF TG_OP <> 'DELETE' THEN is_now := to_jsonb(NEW); END IF;
        changed := ARRAY(
            SELECT name FROM unnest(string_to_array(TG_ARGV[2], ' ')) AS name
            WHERE TG_OP <> 'UPDATE' OR was -> name IS DISTINCT FROM is_now -> name
        );
        parts := ARRAY(
            SELECT DISTINCT split_part(place, ':', 1) || ':' || (side ->> split_part(place, ':', 2))
            FROM unnest(string_to_array(TG_ARGV[0] || ':' || TG_ARGV[1] || ' ' || TG_ARGV[3], ' ')) AS place,
                unnest(ARRAY[was, is_now]) AS side
            WHERE side ->> split_part(place, ':', 2) IS NOT NULL
        );
        INSERT INTO organisations_historyrow
            (by_id, by_name, command, deed, subject_type, subject_id, about, columns, before, after)
        VALUES (
            (told ->> 'by')::bigint,
            COALESCE(told ->> 'by_name', ''),
            COALESCE(told ->> 'command', ''),
            lower(TG_OP),
            TG_ARGV[0],
            (CASE TG_OP WHEN 'DELETE' THEN was ELSE is_now END ->> TG_ARGV[1])::bigint,
            parts,
            changed,
            CASE TG_OP WHEN 'INSERT' THEN '{}' ELSE
                (SELECT COALESCE(jsonb_object_agg(name, was -> name), '{}') FROM unnest(changed) AS name) END,
            CASE TG_OP WHEN 'DELETE' THEN '{}' ELSE
                (SELECT COALESCE(jsonb_object_agg(name, is_now -> name), '{}') FROM unnest(changed) AS name) END
        );
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION write_history();",
)


def history_is_kept(
    label: str,
    columns: Sequence[str],
    *,
    table: str = "",
    key: str = "id",
    shown_with: Mapping[str, str] | None = None,
) -> RunSQL:
    """From now on the history of these columns of a model's table is written.

    `shown_with` gives, by column, the models on whose pages it is told too. A change of other columns writes nothing,
    and costs nothing but the comparison: publishing gives each report its public number, and 85,000 at once.
    """
    table = table or label.replace(".", "_")
    places = " ".join(f"{other}:{column}" for column, other in (shown_with or {}).items())
    call = f"EXECUTE FUNCTION write_history('{label}', '{key}', '{' '.join(columns)}', '{places}')"
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in [key, *columns])
    conditions = {"INSERT": "", "UPDATE": f"WHEN ({changed})", "DELETE": ""}
    return RunSQL(
        [
            f"CREATE TRIGGER history_of_{deed.lower()} AFTER {deed} ON {table} FOR EACH ROW {condition} {call};"
            for deed, condition in conditions.items()
        ],
        [f"DROP TRIGGER history_of_{deed.lower()} ON {table};" for deed in conditions],
    )
