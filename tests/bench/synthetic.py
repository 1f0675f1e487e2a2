"""Synthetic cases for benchmarks: `python -m tests.bench.synthetic NUMBER`."""

import random
import sys

import django
from django.db import connection

SAVED = 1000
"""So many are saved one by one, the others copied: what a list costs depends on rows, not on how they came."""

WORDS = [
    "社区",
    "企业",
    "模型",
    "代码",
    "数据",
    "许可",
    "治理",
    "训练",
    "评审",
    "发布",
    "维护",
    "补丁",
    "文档",
    "标准",
    "基金会",
    "贡献",
    "开源",
    "协作",
    "框架",
    "芯片",
]


def sentences(chance, number):
    """Chinese-looking text of that many sentences."""
    return "".join("".join(chance.choices(WORDS, k=chance.randint(6, 12))) + "。" for _ in range(number))


def document(number, tags, organizations, references):
    """Case `number`, the same in every run."""
    chance = random.Random(number)
    text = {"zh": sentences(chance, 3), "en": f"Synthetic text {number}."}
    return {
        "slug": f"synthetic-{number}",
        "title": {"zh": f"合成案例{number}：{sentences(chance, 1)}", "en": f"Synthetic case {number}"},
        "summary": text,
        "tags": chance.sample(tags, 5),
        "origin": "import",
        "references": [{"reference": slug} for slug in chance.sample(references, 3)],
        "period": {"start": str(chance.randint(1995, 2026)), "ongoing": True},
        "background": {"zh": sentences(chance, 30), "en": ""},
        "parties": [{"organization": slug, "side": "company"} for slug in chance.sample(organizations, 2)],
        "ledger": [{"side": side, "put_in": text, "gained": text, "cost": text} for side in ("community", "company")],
        "activities": [{"title": text | {"zh": f"第{n}件事"}, "text": text} for n in range(4)],
        "outcomes": [{"dimension": "success_rate", "editor": text}],
        "lessons": [text],
        "outcome_status": chance.choice(["positive", "mixed", "negative"]),
    }


def main(number):
    """Save the first cases as editors would; the others are copies of their rows under addresses of their own."""
    from search import collection

    made = min(number, SAVED)
    save_cases(made)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # copying takes as long as it takes
        if number > made:
            copy_cases(cursor, made, number)
        cursor.execute("ANALYZE")
    collection.settle()


def save_cases(number):
    """Cases 0 to number - 1, through the saving action."""
    from content.actions import Draft, save_all
    from content.models import Page, Revision

    slugs = {
        kind: list(Page.objects.filter(kind=kind).values_list("slug", flat=True))
        for kind in ("tag", "organization", "reference")
    }
    drafts = [
        Draft("case", document(n, slugs["tag"], slugs["organization"], slugs["reference"])) for n in range(number)
    ]
    save_all(drafts, source=Revision.Source.IMPORT)


def copy_cases(cursor, made, number):
    """Cases made to number - 1: their pages, their rows, their entries in the index, in three statements."""
    from cases.models import Case
    from content.models import Page
    from search.models import SearchEntry

    numbered = "FROM generate_series(%s, %s - 1) AS n JOIN content_page old ON old.slug = 'synthetic-' || n %% %s"
    new = " JOIN content_page new ON new.slug = 'synthetic-' || n"
    slug, uid = "'synthetic-' || n", "'S-' || n"
    document = f"jsonb_set(old.document, '{{slug}}', to_jsonb({slug}))"
    insert(cursor, Page, {"slug": slug, "uid": uid, "document": document}, "old", numbered, (made, number, made))
    case = f"{numbered} JOIN cases_case own ON own.page_id = old.id{new}"
    insert(cursor, Case, {"page_id": "new.id"}, "own", case, (made, number, made))
    entry = f"{numbered} JOIN search_searchentry own ON own.page_id = old.id{new}"
    its_own = {"page_id": "new.id", "slug": slug, "uid": uid, "key": f"'case:' || {slug}"}
    insert(cursor, SearchEntry, its_own, "own", entry, (made, number, made))


def insert(cursor, model, replaced, source, tables, parameters):
    """Copies rows of a model's table, some columns replaced."""
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != "id"]
    values = ", ".join(replaced.get(column, f'{source}."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} {tables}", parameters)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
