from django.db import migrations

from recommendations.published_stays import DATES_FOLLOW_CORRECTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0010_published_rows_in_order"),
    ]

    operations = [DATES_FOLLOW_CORRECTIONS]
