import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0003_returns")]

    operations = [
        # Nobody was reminded before there was this field.
        migrations.AddField(
            model_name="reminder",
            name="on",
            field=models.DateField(
                default=datetime.date(2000, 1, 1),
                help_text="The day on which the step is taken by the period’s dates: each is told once.",
            ),
            preserve_default=False,
        ),
    ]
