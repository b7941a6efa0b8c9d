import django.db.models.deletion
import nearer.kit.fields
import nearer.kit.ids
from django.db import migrations, models


def keep_openings(apps, _):
    """Before, only a card opened anything, at its one move."""
    new = apps.get_model('exchange', 'Opening')
    for old in apps.get_model('exchange', 'OldOpening').objects.all():
        new.objects.create(id=nearer.kit.ids.new_id(), exchange_id=old.exchange_id, move='answer', opens=old.opens)


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ending', serialize=False, to='exchange.part')),
            ],
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', nearer.kit.fields.IdField(default=nearer.kit.ids.new_id, editable=False, max_length=26, primary_key=True, serialize=False)),
                ('move', models.CharField(max_length=60)),
                ('sealed_items', nearer.kit.fields.SealedField()),
            ],
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='photo', serialize=False, to='exchange.part')),
                ('sealed_photo', nearer.kit.fields.SealedField()),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', nearer.kit.fields.IdField(default=nearer.kit.ids.new_id, editable=False, max_length=26, primary_key=True, serialize=False)),
                ('self_tag', nearer.kit.fields.SealedField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='part',
            name='one_part_a_move',
        ),
        migrations.RemoveConstraint(
            model_name='press',
            name='one_press_a_person',
        ),
        migrations.RemoveConstraint(
            model_name='receipt',
            name='one_receipt_a_person',
        ),
        migrations.AddField(
            model_name='exchange',
            name='dealt',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='exchange',
            name='first',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person'),
        ),
        migrations.RenameModel('Opening', 'OldOpening'),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', nearer.kit.fields.IdField(default=nearer.kit.ids.new_id, editable=False, max_length=26, primary_key=True, serialize=False)),
                ('move', models.CharField(max_length=60)),
                ('opens', models.DateTimeField()),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='exchange.exchange')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('exchange', 'move'), name='one_opening_a_pair')],
            },
        ),
        migrations.RunPython(keep_openings, migrations.RunPython.noop),
        migrations.DeleteModel('OldOpening'),
        migrations.AddField(
            model_name='part',
            name='round',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='press',
            name='move',
            field=models.CharField(default='answer', max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='receipt',
            name='move',
            field=models.CharField(default='answer', max_length=60),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('exchange', 'move', 'author', 'round'), name='one_part_a_round'),
        ),
        migrations.AddConstraint(
            model_name='press',
            constraint=models.UniqueConstraint(fields=('exchange', 'move', 'person'), name='one_press_a_person'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('exchange', 'move', 'person'), name='one_receipt_a_person'),
        ),
        migrations.AddField(
            model_name='match',
            name='exchange',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='exchange.exchange'),
        ),
        migrations.AddField(
            model_name='signature',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='exchange.part'),
        ),
        migrations.AddField(
            model_name='signature',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('exchange', 'move'), name='one_match_a_move'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('part', 'person'), name='one_signature_a_version'),
        ),
    ]
