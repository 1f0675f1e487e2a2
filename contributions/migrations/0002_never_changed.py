"""What was sent and what happened is never changed: the database refuses, whoever asks."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION contributions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON contributions_transition
    FOR EACH ROW EXECUTE FUNCTION contributions_refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON contributions_round
    FOR EACH ROW EXECUTE FUNCTION contributions_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER never_changed ON contributions_transition;
DROP TRIGGER never_changed ON contributions_round;
DROP FUNCTION contributions_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
