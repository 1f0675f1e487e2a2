"""Forms of a word that are the same for who searches: Traditional and Simplified, Taiwan's words, English stems."""

import functools
import re

AMERICAN = {
    "licenc": "licens", "relicenc": "relicens", "sublicenc": "sublicens", "defenc": "defens", "centr": "center",
    "behaviour": "behavior", "favour": "favor", "labour": "labor", "programm": "program", "catalogu": "catalog",
    "modell": "model", "labell": "label", "fulfil": "fulfill",
}  # fmt: skip
"""British stems that no rule makes American."""
TAIWAN = {
    "云端运算": "云计算", "运算": "计算", "授权条款": "许可证", "电脑视觉": "计算机视觉", "大型语言模型": "大语言模型",
    "营运": "运营", "储存库": "仓库", "保存库": "仓库", "维运": "运维", "资讯": "信息", "行动设备": "移动设备",
}  # fmt: skip
"""Words of Taiwan's that OpenCC leaves, in Simplified characters; longer ones first."""
LATIN_WORD = re.compile("[a-z]{3,40}")


@functools.cache
def _converter(name):
    from opencc import OpenCC

    return OpenCC(name)


@functools.cache
def _simplified_characters():
    """Traditional character → its Simplified form; one for one, so that places in a text stay the same."""
    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    forms = _converter("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, forms, strict=True) if old != new and len(new) == 1}


def simplified(text):
    """A text with every Traditional character in its Simplified form; as long as before."""
    return text if text.isascii() else text.translate(_simplified_characters())


def mainland(text):
    """A text in the words of the mainland: 軟體 becomes 软件."""
    if text.isascii():
        return text
    text = _converter("tw2sp").convert(text)
    for word, other in TAIWAN.items():
        text = text.replace(word, other)
    return text


@functools.lru_cache(maxsize=20_000)
def stem(word):
    """The stem of an English word, the same for British and American spelling; other words as they are."""
    if not LATIN_WORD.fullmatch(word):
        return word
    found = _stemmer()(word)
    return AMERICAN.get(found) or re.sub("is$", "iz", found) if len(found) > 5 or found in AMERICAN else found


@functools.cache
def _stemmer():
    import snowballstemmer

    return snowballstemmer.stemmer("english").stemWord
