import django.db.models.deletion
from django.db import migrations, models

# The relation had a table of its own already, which gets a name for its rule and stays as it is otherwise.
NAME_THE_RULE = """
DO $$
DECLARE rule name;
BEGIN
    SELECT conname INTO STRICT rule FROM pg_constraint
    WHERE conrelid = 'recommendations_commitment_lead_organisations'::regclass AND contype = 'u';
    EXECUTE format(
        'ALTER TABLE recommendations_commitment_lead_organisations RENAME CONSTRAINT %I TO a_lead_is_named_once', rule
    );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_successions_are_kept"),
        ("recommendations", "0007_what_was_asked"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(NAME_THE_RULE, migrations.RunSQL.noop)],
            state_operations=[
                migrations.CreateModel(
                    name="CommitmentLead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leads_named",
                                to="recommendations.commitment",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments_led",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "recommendations_commitment_lead_organisations",
                        "ordering": ["commitment", "organisation__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("commitment", "organisation"),
                                name="a_lead_is_named_once",
                                violation_error_message="This organisation leads it already.",
                            )
                        ],
                    },
                ),
                migrations.AlterField(
                    model_name="commitment",
                    name="lead_organisations",
                    field=models.ManyToManyField(
                        related_name="commitments",
                        through="recommendations.CommitmentLead",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
    ]
