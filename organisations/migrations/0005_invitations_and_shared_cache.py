import uuid

import django.db.models.deletion
from django.db import migrations, models

# As `manage.py createcachetable` would make it; here the role of the site, which owns no table, gets its rights as well.
SHARED_CACHE = migrations.RunSQL(
    """
    CREATE TABLE shared_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
    CREATE INDEX shared_cache_expires ON shared_cache (expires);
    """,
    "DROP TABLE shared_cache;",
)

# A rule over two tables, which no constraint of a table can hold.
NO_PEOPLE_OF_A_COLLECTIVE = migrations.RunSQL(
    """
    CREATE FUNCTION refuse_people_of_a_collective() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM organisations_organisation WHERE id = NEW.organisation_id AND kind = 'collective') THEN
            RAISE EXCEPTION 'a_collective_has_no_people' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER no_people_of_a_collective BEFORE INSERT OR UPDATE OF organisation_id ON organisations_membership
        FOR EACH ROW EXECUTE FUNCTION refuse_people_of_a_collective();
    CREATE TRIGGER no_people_of_a_collective BEFORE INSERT OR UPDATE OF organisation_id ON organisations_invitation
        FOR EACH ROW EXECUTE FUNCTION refuse_people_of_a_collective();
    """,
    """
    DROP TRIGGER no_people_of_a_collective ON organisations_invitation;
    DROP TRIGGER no_people_of_a_collective ON organisations_membership;
    DROP FUNCTION refuse_people_of_a_collective();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_people_letters_and_audit")]

    operations = [
        # Nobody has been invited yet: the table is empty.
        migrations.AddField(
            model_name="invitation",
            name="salt",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="letter",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitation",
                to="organisations.letter",
            ),
        ),
        # The first one let pass that somebody ended what has no end.
        migrations.RemoveConstraint(model_name="membership", name="a_role_ends_after_it_begins"),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_by__isnull", True), ("ends_at__isnull", True))
                | models.Q(("ends_at__gte", models.F("begins_at")), ("ends_at__isnull", False)),
                name="a_role_ends_after_it_begins",
                violation_error_message="It cannot end before it begins, and nobody ends what has no end.",
            ),
        ),
        SHARED_CACHE,
        NO_PEOPLE_OF_A_COLLECTIVE,
    ]
