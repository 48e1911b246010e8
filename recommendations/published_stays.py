"""What was published changes only together with a new edition of its period: the database sees to it at the commit.

For migrations. A row is held by a trigger that fires at the end of the transaction, so that an act may change rows and
seal what they come to in whichever order; without an edition made in the same transaction, all of it is undone.
"""

from django.db.migrations import RunSQL

EDITION_NEEDED = RunSQL(
    """
    -- Each function says where its tables are: a temporary table of the same name would come first.

    -- No two transactions have the same, even where a copy of the database counts its transactions anew.
    CREATE FUNCTION this_transaction() RETURNS text LANGUAGE sql STABLE
        SET search_path = public, pg_temp AS $$
        SELECT pg_current_xact_id()::text || ' at ' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
    $$;

    CREATE FUNCTION name_the_transaction() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        NEW.made_in := this_transaction();
        RETURN NEW;
    END $$;

    CREATE TRIGGER made_in BEFORE INSERT ON recommendations_edition
        FOR EACH ROW EXECUTE FUNCTION name_the_transaction();

    ALTER TABLE recommendations_edition ADD CONSTRAINT an_edition_has_the_digest_of_its_manifest
        CHECK (manifest_sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'));

    CREATE FUNCTION need_edition(of_period bigint) RETURNS void LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM recommendations_edition WHERE period_id = of_period AND made_in = this_transaction()
        ) THEN
            RAISE EXCEPTION 'what is published changes only together with a new edition of its period'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END $$;

    CREATE FUNCTION published_period_stays() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        PERFORM need_edition(CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
        RETURN NULL;
    END $$;

    CREATE FUNCTION is_published(of_period bigint) RETURNS boolean LANGUAGE sql STABLE
        SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM recommendations_period WHERE id = of_period AND state = 'published')
    $$;

    CREATE FUNCTION published_row_stays() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        IF TG_OP <> 'INSERT' AND is_published(OLD.period_id) THEN
            PERFORM need_edition(OLD.period_id);
        END IF;
        IF TG_OP <> 'DELETE' AND is_published(NEW.period_id) THEN
            PERFORM need_edition(NEW.period_id);
        END IF;
        RETURN NULL;
    END $$;

    CREATE FUNCTION published_evidence_stays() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    DECLARE
        of_period bigint;
    BEGIN
        FOR of_period IN
            SELECT report.period_id FROM recommendations_progressreport report
            JOIN recommendations_period period ON period.id = report.period_id
            WHERE period.state = 'published' AND report.state = 'accepted' AND report.id IN (
                CASE TG_OP WHEN 'INSERT' THEN NULL ELSE OLD.report_id END,
                CASE TG_OP WHEN 'DELETE' THEN NULL ELSE NEW.report_id END
            )
        LOOP
            PERFORM need_edition(of_period);
        END LOOP;
        RETURN NULL;
    END $$;

    -- As `refuse_change`, but for one column that is filled later, once.
    CREATE FUNCTION refuse_change_but_once() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> TG_ARGV[0] IS NULL
            AND to_jsonb(OLD) - TG_ARGV[0] = to_jsonb(NEW) - TG_ARGV[0]
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;
    """,
    """
    DROP FUNCTION refuse_change_but_once();
    DROP FUNCTION published_evidence_stays();
    DROP FUNCTION published_row_stays();
    DROP FUNCTION is_published(bigint);
    DROP FUNCTION published_period_stays();
    DROP FUNCTION need_edition(bigint);
    ALTER TABLE recommendations_edition DROP CONSTRAINT an_edition_has_the_digest_of_its_manifest;
    DROP TRIGGER made_in ON recommendations_edition;
    DROP FUNCTION name_the_transaction();
    DROP FUNCTION this_transaction();
    """,
)


def stays(table: str, function: str, public: str = "") -> RunSQL:
    """From now on, public rows of a table change only with an edition.

    `public` is the condition for a row to be public, as far as its own columns tell, with `{row}` for the row.
    """
    old, new = public.format(row="OLD"), public.format(row="NEW")
    conditions = {"INSERT": new, "UPDATE": f"({old}) OR ({new})" if public else "", "DELETE": old}
    return RunSQL(
        [
            f"CREATE CONSTRAINT TRIGGER {_name(deed)} AFTER {deed} ON {table} DEFERRABLE INITIALLY DEFERRED "
            f"FOR EACH ROW {f'WHEN ({condition})' if condition else ''} EXECUTE FUNCTION {function}();"
            for deed, condition in conditions.items()
        ],
        [f"DROP TRIGGER {_name(deed)} ON {table};" for deed in conditions],
    )


def _name(deed: str) -> str:
    return f"published_stays_on_{deed.lower()}"


def append_only_but_once(table: str, column: str) -> RunSQL:
    """From now on the rows of a table stay as they are, but that one column, while it is empty, may be filled."""
    return RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_change_but_once('{column}');",
        f"DROP TRIGGER append_only ON {table};",
    )


# What dates an organisation gave stays, published or not, but where a published one is corrected: then those that moved
# from it follow in the same transaction, and so none of an earlier period, nor where a period is published first. A
# public id is filled once, as before.
DATES_FOLLOW_CORRECTIONS = RunSQL(
    """
    CREATE FUNCTION given_date_stays() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.public_id IS NULL
            AND to_jsonb(OLD) - 'public_id' = to_jsonb(NEW) - 'public_id'
        THEN
            RETURN NULL;
        END IF;
        IF NOT EXISTS (
            SELECT FROM recommendations_edition edition
            JOIN recommendations_period corrected ON corrected.id = edition.period_id
            JOIN recommendations_period given ON given.id = OLD.period_id
            WHERE edition.made_in = this_transaction() AND edition.number > 1
            AND corrected.position_date <= given.position_date
        ) THEN
            RAISE EXCEPTION 'a date that was given changes only together with an edition that corrects one'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$;

    DROP TRIGGER append_only ON recommendations_targetdate;

    CREATE CONSTRAINT TRIGGER given_date_stays AFTER UPDATE OR DELETE ON recommendations_targetdate
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION given_date_stays();
    """,
    """
    DROP TRIGGER given_date_stays ON recommendations_targetdate;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON recommendations_targetdate
        FOR EACH ROW EXECUTE FUNCTION refuse_change_but_once('public_id');
    DROP FUNCTION given_date_stays();
    """,
)
