import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_collectives_and_search"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="figurecheck",
            name="figure_check_words",
        ),
        migrations.AddIndex(
            model_name="figurecheck",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector("measure", config="english", weight="A"),
                        "||",
                        django.contrib.postgres.search.SearchVector("explanation", config="english", weight="B"),
                        django.contrib.postgres.search.SearchConfig("english"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector("printed", "computed", config="english", weight="C"),
                    django.contrib.postgres.search.SearchConfig("english"),
                ),
                name="figure_check_words",
            ),
        ),
    ]
