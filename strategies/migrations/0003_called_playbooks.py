import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('strategies', '0002_checklist_progress'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='strategy',
            options={'verbose_name': 'playbook', 'verbose_name_plural': 'playbooks'},
        ),
        migrations.AlterField(
            model_name='practicegroup',
            name='strategy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practice_groups', to='strategies.strategy', verbose_name='playbook'),
        ),
    ]
