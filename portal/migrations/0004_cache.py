"""The table of Django's cache in the database: counters of sign-ins, shared by all workers."""

from django.db import migrations

CREATE = """
CREATE TABLE portal_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX portal_cache_expires ON portal_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_reviewing")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE portal_cache;")]
