"""Synthetic cases for benchmarks: `python -m tests.bench.synthetic NUMBER`, through the saving action."""

import random
import sys

import django

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
    from content.actions import Draft, save_all
    from content.models import Page, Revision

    slugs = {
        kind: list(Page.objects.filter(kind=kind).values_list("slug", flat=True))
        for kind in ("tag", "organization", "reference")
    }
    for start in range(0, number, 500):
        numbers = range(start, min(start + 500, number))
        drafts = [Draft("case", document(n, slugs["tag"], slugs["organization"], slugs["reference"])) for n in numbers]
        save_all(drafts, source=Revision.Source.IMPORT)
        sys.stdout.write(f"\r  {numbers[-1] + 1} of {number}")
        sys.stdout.flush()
    sys.stdout.write("\n")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
