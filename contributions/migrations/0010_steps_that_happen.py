from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contributions', '0009_words_of_declarations'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='transition',
            name='transition_event_known',
        ),
        migrations.AlterField(
            model_name='transition',
            name='event',
            field=models.CharField(choices=[('sent', 'Sent for review'), ('claimed', 'Taken on by a reviewer'), ('released', 'Put back into the queue'), ('changes', 'Changes asked for'), ('accepted', 'Accepted and published'), ('declined', 'Not used'), ('duplicate', 'Already there'), ('withdrawn', 'Withdrawn by the author'), ('appealed', 'Appeal: another reviewer is asked'), ('held', 'Set aside'), ('unheld', 'No longer set aside'), ('confirmed', 'Confirmed by a party')], max_length=20, verbose_name='what happened'),
        ),
        migrations.AddConstraint(
            model_name='transition',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['sent', 'claimed', 'released', 'changes', 'accepted', 'declined', 'duplicate', 'withdrawn', 'appealed', 'held', 'unheld', 'confirmed'])), name='transition_event_known'),
        ),
    ]
