"""What playbooks keep of a person: what they ticked. To hand it out, and to forget it."""

from community.personal_data import Part
from strategies.models import ChecklistProgress
from strategies.ticking import item_key


def export_own(user):
    """Each playbook with the items that are ticked in it, in words."""
    rows = ChecklistProgress.objects.filter(user=user).select_related("strategy__page").order_by("pk")
    return [
        {
            "playbook": row.strategy.slug,
            "done": [
                texts
                for step in row.strategy.document["steps"]
                for texts in step["checklist"]
                if item_key(texts) in row.done
            ],
            "changed": row.updated_at,
        }
        for row in rows
    ]


def forget_own(user, *, keep_name):
    """It is nobody else's business."""
    ChecklistProgress.objects.filter(user=user).delete()


OWN = Part("checklists", export_own, forget_own)
