"""Who contributed to a page: read with the page, in the same query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from content.models import Revision

CREDITS = ArraySubquery(
    Revision.objects.filter(page=OuterRef("pk"))
    .exclude(contribution="")
    .order_by("number")
    .values(
        row=JSONObject(
            number="number",
            credit="credit",
            name=F("author__person__display_name"),
            show_name=F("author__person__show_name"),
            orcid=F("author__person__orcid"),
            show_orcid=F("author__person__show_orcid"),
        )
    )
)
"""For each version that came as a contribution: its number, what was declared, its author's name and ORCID now."""
