"""The query language: words, "phrases", -exclusion, OR. Whatever is typed means something; nothing is an error."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from search import chinese
from search.variants import LATIN_WORD, mainland, simplified, stem

LONGEST = 200
MOST_WORDS = 12
SHORT_RUN = 4
"""So many Han characters in a row are one word unless the dictionary says otherwise; longer runs are cut."""

SAYING_NOTHING = """
的 了 和 与 及 或 在 是 有 对 吗 呢 吧 把 被 就 都 也 还 要 会 能 可 去 到 从 给 为 以 而 之 其 它们 这 那 该 将 让
使 得 着 我 你 他 它 她 们 我们 你们 他们 咱们 大家 自己 别人 不 没 没有 上 下 中 里 时 时候 的时候 后 前 以前 以后
之前 之后 之间 怎么 怎样 怎么样 怎么办 如何 什么 什么样 什么是 哪 哪些 哪个 哪里 哪种 哪儿 为什么 为何 何时 谁 多少
几个 有没有 是不是 能不能 要不要 该不该 算不算 会不会 可不可以 不要 应该 应当 需要 必须 可以 可能 能够 能否 是否 想
想要 打算 觉得 知道 关于 对于 由于 因为 所以 如果 但 但是 并 并且 而且 以及 或者 还是 已经 还有 就是 不是 只是 这样
那样 这些 那些 这个 那个 一个 一家 一些 一下 有些 有人 办 做 用 算 来 进行 通过 其中 目前 现在 很 更 最 比较 非常
真的 到底 究竟 方面 情况 东西 事情 区别 不同 多久 多长 多大 为啥 怎 咋 啥 请问 行不行 好不好 对不对 一般 通常 有关
相关 例如 比如 等等 等 只 光 先 再 才 又 却 则 于 与否 若 若是 要是 假如 的话 每 各 各种 一种 本 此 何种 有什么 有哪些
是什么 是谁 大概 帮忙 一样 等于 一回事 为了 只有 只要 只能 不能 不会 不了 好 嘛 呀 啊 哦 哪家 谁家
a an the of to in on for and is are was were be been being do does did done can could should would will shall may
might must how what which who whom whose why when where we i you he she they it its our my your their us them me one
ones someone somebody anyone anybody people something anything everyone with by from as at that this these those
there if whether not no or nor but so than then because while during before after about into onto out over under up
down between among through against get gets getting got have has had having make makes making made give gives take
takes want wants need needs let lets happen happens any some such same other another each every all both more most
much many very just only also too really actually please tell explain difference
am say says said mean means don doesn didn isn aren wasn weren won wouldn shouldn couldn hasn haven hadn long often
else ever never still yet already per via within without versus vs etc
"""
CLIPPED = re.compile(r"(?<=[A-Za-z])['’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
"""The ends of English words that say nothing: company's, don't, they're. In phrases they stay."""
ASKING_HOW = re.compile(r"怎么|怎样|如何|怎么办|应该|要不要|\bhow\b|\bshould\b")
STOP_WORDS = frozenset(SAYING_NOTHING.split())
CHUNK = re.compile(
    r"""(?P<minus>(?<!\S)[-－−])?(?:(?P<quoted>"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|«[^»]*»)|(?P<plain>[^\s"“”「」『』«»]+))"""
)


class Lexemes(SearchQuery):
    """A tsquery of lexemes that the application has cut and quoted: PostgreSQL takes it as it is."""

    template = "%(expressions)s::tsquery"


@dataclass(frozen=True)
class Word:
    """Something to look for, in comparable form."""

    text: str
    phrase: bool = False
    """Are its words to stand next to each other, as they are?"""

    def tsquery(self, weight=""):
        """PostgreSQL's query for this word, in texts of that weight ("A" names, "B" summaries, "C" said often)."""
        tokens = dict.fromkeys(chinese.bigrams(self.text))
        return " & ".join(lexeme(token, weight, exact=self.phrase) for token in tokens)


@dataclass(frozen=True)
class Query:
    """All of `groups`, of each group one word at least; none of `excluded`."""

    text: str
    groups: tuple[tuple[Word, ...], ...] = ()
    excluded: tuple[Word, ...] = ()
    shortened: bool = False
    """Was the end left out, because it was too long?"""

    @property
    def plain(self):
        """Is it just words, without phrases, exclusions and OR?"""
        return not self.excluded and all(len(group) == 1 and not group[0].phrase for group in self.groups)

    @property
    def asks_how(self):
        """Is it a question about what to do?"""
        return ASKING_HOW.search(self.text.lower()) is not None

    @property
    def words(self):
        return [word for group in self.groups for word in group]

    def tsquery(self):
        """PostgreSQL's query for the whole, "" when there is nothing to look for."""
        if not self.groups:
            return ""
        parts = [any_of(word.tsquery() for word in group) for group in self.groups]
        return " & ".join([*parts, *(f"!({word.tsquery()})" for word in self.excluded)])


def any_of(queries):
    """PostgreSQL's query for one of several."""
    return "(" + " | ".join(f"({query})" for query in dict.fromkeys(queries)) + ")"


def lexeme(token, weight="", *, exact=False):
    """A token as PostgreSQL looks for it: a single Han character begins pairs, an English word stands for its forms."""
    if len(token) == 1 and chinese.is_han(token):
        return f"{chinese.quote_lexeme(token)}:*{weight}"
    wanted = f"~{stem(token)}" if LATIN_WORD.fullmatch(token) and not exact else token
    return chinese.quote_lexeme(wanted) + (f":{weight}" if weight else "")


def parse(text, segmenter=None, *, whole=SHORT_RUN):
    """Read what somebody typed. In: any text; the segmenter that knows the glossary; so many Han characters in a row
    are not cut. Out: a Query. Raises: nothing."""
    typed = " ".join(text[: LONGEST * 4].replace("\0", " ").split())
    kept = typed[:LONGEST]
    said = kept if simplified(kept) == kept else mainland(kept)
    groups, excluded, alternative = [], [], False
    for match in CHUNK.finditer(said):
        chunk = match["quoted"] or match["plain"] or ""
        if not match["minus"] and chunk in {"OR", "|", "｜"}:
            alternative = bool(groups)
            continue
        found = phrase(chunk) if match["quoted"] else words_of(chunk, segmenter, whole)
        if match["minus"]:
            excluded += found
        elif alternative and found:
            groups[-1] = (*groups[-1], *found[:1])
            groups += [(word,) for word in found[1:]]
        else:
            groups += [(word,) for word in found]
        alternative = False
    groups = without_stop_words(list(dict.fromkeys(groups)))
    return Query(
        kept, tuple(groups[:MOST_WORDS]), tuple(dict.fromkeys(excluded))[:MOST_WORDS],
        shortened=len(text) > len(typed[:LONGEST]) and len(typed) > LONGEST or len(groups) > MOST_WORDS,
    )  # fmt: skip


def phrase(chunk):
    """What stands between quotation marks, as one word."""
    tokens = chinese.tokens(chunk[1:-1])
    return [Word(" ".join(tokens), phrase=True)] if tokens else []


def words_of(chunk, segmenter, whole):
    """The words of what was typed without a space; a long run of Han characters is cut."""
    found = []
    for token in chinese.tokens(CLIPPED.sub("", chunk)):
        if not chinese.is_han(token) or len(token) <= whole:
            found.append(Word(token))
        else:
            found += [Word(word) for word in joined((segmenter or chinese.segmenter_with()).cut(token))]
    return found


def joined(pieces):
    """Words of a run. Single characters in a row are a name that the dictionary lacks; alone they say little."""
    words, single = [], ""
    for piece in [*pieces, ""]:
        if len(piece) == 1 and piece not in STOP_WORDS:
            single += piece
            continue
        if len(single) > 1:
            words.append(single)
        single = ""
        words += [piece] if piece else []
    return words or ["".join(pieces)]


def without_stop_words(groups):
    """The groups without words that say nothing by themselves, unless nothing else is left."""
    telling = [group for group in groups if any(word.phrase or word.text not in STOP_WORDS for word in group)]
    return telling or groups
