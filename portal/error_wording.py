"""What an error page says, per status and language: what happened, and what to do. The voice is the site's own.

Kept here and not in the message catalogue, because these words must be there when little else is.
"""

WORDING = {
    400: {
        "zh": (
            "这个请求读不懂",
            "地址或表单里有无法识别的字符，可能是编码不对，或复制时带进了看不见的字符。改好后再试。",
        ),
        "en": (
            "This request cannot be read",
            "The address or the form contains characters that are not valid text. They may have slipped in while "
            "copying, or come in another encoding. Correct them and try again.",
        ),
    },
    401: {
        "zh": (
            "需要登录或访问令牌",
            "登录后再试；程序请带上访问令牌：Authorization: Bearer cs_…。令牌可能已经到期或被停用。",
        ),
        "en": (
            "Sign in, or send an access token",
            "Programs send a token: Authorization: Bearer cs_… A token that was sent may have expired or been ended.",
        ),
    },
    403: {
        "zh": ("没有权限看这一页", "你的账户看不到这一页，或还没有登录。需要权限的话，请联系网站的管理员。"),
        "en": (
            "This page is not open to everyone",
            "You are not signed in, or your account may not see it. The site's administrators can give you access.",
        ),
    },
    404: {
        "zh": ("没有这一页", "可能是地址打错了，或这一页改了名。可以在全站搜一搜，或从下面的入口重新找。"),
        "en": (
            "This page does not exist",
            "The address may be mistyped, or the page renamed. Search the site, or start again from a page below.",
        ),
    },
    405: {
        "zh": ("这个地址不接受这种请求", "这一页只能用别的方式打开，多半在浏览器里直接访问就行。"),
        "en": (
            "This address does not accept that kind of request",
            "The page answers to another method; opening it in a browser usually works.",
        ),
    },
    410: {
        "zh": ("这一页已经撤下", "内容由编辑撤下，地址不会再指向别的页面。"),
        "en": ("This page has been withdrawn", "Editors took it down. Its address will not be given to another page."),
    },
    413: {
        "zh": ("提交的内容太大", "超出了网站一次能收下的大小。删减后再交，或分几次交。"),
        "en": ("That is more than the site can take at once", "Shorten it and send it again, or send it in parts."),
    },
    414: {
        "zh": ("这个地址太长", "搜索词或筛选条件太多。去掉一些再试。"),
        "en": (
            "This address is too long",
            "There are too many search words or filters in it. Remove some and try again.",
        ),
    },
    415: {
        "zh": ("这种格式收不下", "网站只收UTF-8编码的文字。换成UTF-8后再交。"),
        "en": ("This format is not accepted", "The site takes text in UTF-8 only. Convert it and send it again."),
    },
    429: {
        "zh": ("请求太密了", "短时间里来自你这边的请求太多。一分钟后再试。"),
        "en": ("Too many requests", "Many requests came from your side in a short time. Try again in a minute."),
    },
    431: {
        "zh": ("请求头太大", "多半是这个网站的Cookie积得太多。清除本站的Cookie后再试。"),
        "en": (
            "The headers of this request are too large",
            "Too many cookies is the usual cause. Clear those of this site and try again.",
        ),
    },
    500: {
        "zh": ("网站出了问题", "我们已收到记录。过几分钟再试。"),
        "en": ("Something broke on our side", "It has been logged. Try again in a few minutes."),
    },
    503: {
        "zh": ("网站暂时连不上资料库", "页面都还在，恢复后就能打开，通常不到一分钟。过一会儿再试。"),
        "en": (
            "The site cannot reach its database right now",
            "Nothing is lost, and pages return as soon as it answers, usually within a minute. Try again shortly.",
        ),
    },
}

# The same status with another cause.
MAINTENANCE = {
    "zh": ("网站正在更新", "新版本的资料还没有准备好，准备好后自动恢复。过几分钟再试。"),
    "en": (
        "The site is being updated",
        "Its data is being prepared and pages return by themselves. Try again in a few minutes.",
    ),
}
UNKNOWN_HOST = {
    "zh": (
        "这个网站没有用这个名字",
        "请求里的域名不在网站认得的名字里。核对地址；如果网站由你维护，把域名写进设置ALLOWED_HOSTS。",
    ),
    "en": (
        "The site is not known under this name",
        "The host name of the request is none of the site's. Check the address. If you operate the site, add the name "
        "to the setting ALLOWED_HOSTS.",
    ),
}
LACKING_RIGHTS = {
    "zh": ("没有权限看这一页", "你已经登录，但你的账户看不到这一页。需要权限的话，请联系网站的管理员。"),
    "en": (
        "This page is not open to everyone",
        "You are signed in, but your account may not see it. The site's administrators can give you access.",
    ),
}
STALE_FORM = {
    "zh": (
        "这张表单不能再用了",
        "页面放得太久，或浏览器没有带上Cookie。回到上一页，先把填好的文字复制下来，刷新后再交一次。",
    ),
    "en": (
        "This form can no longer be used",
        "The page was open for too long, or the browser did not send its cookie. Go back, copy what you wrote, "
        "reload the page and send it again.",
    ),
}
FRAME = {
    "zh": {
        "name": "共源",
        "number": "编号",
        "home": "首页",
        "cases": "全部案例",
        "strategies": "策略",
        "glossary": "术语表",
        "book": "全书",
        "search": "在全站搜索",
        "find": "搜索",
        "skip": "跳到正文",
        "to": "接下来",
        "reason": "理由：",
    },
    "en": {
        "name": "Commonsource",
        "number": "Reference",
        "home": "Home",
        "cases": "All cases",
        "strategies": "Playbooks",
        "glossary": "Glossary",
        "book": "The book",
        "search": "Search in everything",
        "find": "Search",
        "skip": "Skip to content",
        "to": "Where to go",
        "reason": "Reason: ",
    },
}


def wording(status: int, language: str) -> tuple[str, str]:
    """Title and text for a status; one we have no words for speaks as the plain error of its hundred."""
    plain = 500 if status >= 500 else 400
    return WORDING.get(status, WORDING[plain])[language]
