"""The guidelines as they begin: the first version and its reasons, in both languages."""

from pathlib import Path

FOLDER = Path(__file__).parent

# code, clause, Chinese, English, can ask for changes, can decline
REASONS = [
    ("off-topic", "1.1", "不是开源社区与AI企业之间的合作", "Not about communities and AI companies", False, True),
    ("exists", "1.2", "库里已经有这一页", "There is such a page already", True, True),
    ("advertising", "1.3", "读起来像宣传", "It reads like advertising", True, True),
    ("spam", "1.3", "与本站无关，只为放链接", "Off topic, written to place links", False, True),
    ("parties", "2.1", "看不出是谁和谁", "It is not clear who worked with whom", True, True),
    ("vague", "2.2", "做了什么写得不够具体", "What was done is not specific enough", True, True),
    ("one-sided", "2.3", "缺少一方得到了什么", "What one side gained is missing", True, True),
    ("no-cost", "2.4", "没有写代价", "What it cost is missing", True, False),
    ("no-source", "3.1", "重要的事实没有来源", "Important facts have no source", True, True),
    ("figures", "3.2", "数字没有单位、时间或来源", "Figures lack a unit, a date or a source", True, True),
    ("copied", "3.3", "文字来自别处，不是自己写的", "The text was copied from elsewhere", True, True),
    ("wording", "4.1", "形容多，事实少", "Many adjectives, few facts", True, False),
    ("terms", "4.2", "用词与术语表不一致", "Words differ from the glossary's", True, False),
    ("private", "5.1", "含有个人隐私", "It contains private data", True, True),
    ("attack", "5.2", "针对个人", "It is directed against persons", True, True),
    ("interest", "6.1", "没有说明与当事方的关系", "A tie to a party is not declared", True, True),
    ("ai", "6.2", "有未经核对的AI文字", "It contains unchecked AI text", True, True),
    ("rights", "6.3", "不能以CC BY-SA 4.0发布", "It cannot be published under CC BY-SA 4.0", True, True),
]  # fmt: skip


def make_first_version(guideline_versions, reasons):
    """Write version 1 and its reasons through these managers, unless there is one; returns it."""
    texts = {
        f"text_{ending}": (FOLDER / f"1.{key}.md").read_text(encoding="utf-8")
        for key, ending in (("zh", "zh_hans"), ("en", "en"))
    }
    version, new = guideline_versions.get_or_create(number=1, defaults=texts)
    if new:
        for code, clause, chinese, english, changes, decline in REASONS:
            reasons.create(
                guidelines=version, code=code, clause=clause, words_zh_hans=chinese, words_en=english,
                for_changes=changes, for_decline=decline,
            )  # fmt: skip
    return version
