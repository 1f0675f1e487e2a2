"""How far playbooks are proved, and where collaborations get stuck, in words."""

from django.utils.translation import gettext_lazy as _

DIFFICULTIES = [
    ("ip", "ip-licensing", _("A patch is handed over: whose is it?")),
    ("quality", "stability-security", _("Somebody else's code goes into the product: who answers for it?")),
    ("return", "resource-return", _("Two years and a budget: what did it bring?")),
    (
        "communication",
        "communication",
        _("The company is quick, the community takes its time: how to keep step?"),
    ),
    ("management", "project-management", _("Both want the last word: what goes into the charter?")),
]
"""Where collaborations get stuck, by the book's fifth part: the practice of the group "challenge-solutions"
that describes it, the tag, the question."""

MATURITY = {
    1: _("Not proved by cases yet"),
    2: _("Used in checked cases"),
    3: _("Proved, also against failures"),
}
