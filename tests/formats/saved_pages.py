"""Pages of the web as they are saved: small generators of realistic pages, and the files that browsers make of them."""

# ruff: noqa: E501 - lines of pages are left as they are, to be read as pages

from __future__ import annotations

import base64
import email.mime.application
import email.mime.image
import email.mime.multipart
import email.mime.text
import gzip
import plistlib
from dataclasses import dataclass

from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, picture

ADDRESS = "https://news.example/2026/dignity.html"
CHINESE = "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"
HEBREW = "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."
STYLE = (
    "<style>nav{background:#eee}.lead{font-style:italic}.story p{text-indent:2em}.popup{position:fixed}"
    "@media print{.story{display:none}}.hide{display:none}</style>"
)
LINKS = "".join(f'<li><a href="/s{number}">Section number {number}</a></li>' for number in range(12))


@dataclass(frozen=True)
class Page:
    """A page, phrases that its article holds, and phrases that are of the page around it."""

    name: str
    html: str
    kept: tuple[str, ...]
    gone: tuple[str, ...] = ()
    whole: bool = False


def paragraphs(text: str, count: int, *, first: int = 1) -> str:
    """Numbered paragraphs, long enough to be an article's."""
    return "".join(f"<p>{number}. {text} {text} {text}</p>" for number in range(first, first + count))


def around(body: str, *, head: str = "", attributes: str = 'lang="en"', site: str = "The Example Times") -> str:
    """`body` between what sites put round their pages."""
    return (
        f"<!DOCTYPE html><html {attributes}><head><meta charset=utf-8><title>Dignity - {site}</title>{STYLE}{head}</head>"
        f'<body><div class="skip-link"><a href="#main">Skip to content</a></div><header class="site-header"><a href="/">{site}</a>'
        f'</header><nav class="menu"><ul>{LINKS}</ul></nav>{body}'
        '<div class="cookie-banner"><p>We value your privacy, and so do our 812 partners.</p><button>Accept all</button></div>'
        f'<footer class="footer"><ul>{LINKS}</ul><p>Copyright 2026, all rights reserved by us.</p></footer></body></html>'
    )


AROUND = ("Section number 3", "Skip to content", "812 partners", "all rights reserved")

NEWS = Page(
    "news",
    around(
        '<main id="main"><article class="story"><h1>Dignity is for all</h1><p class="byline">By <a rel="author" href="/a">'
        f'Ada Writer</a></p><p class="lead">What the lead says.</p>{paragraphs(ENGLISH, 4)}'
        '<figure><img src="https://news.example/i/photo.png" alt="A crowd"><figcaption>A crowd, photographed</figcaption></figure>'
        f'<div class="ad advert"><p>Buy this thing now, it is a very good thing indeed.</p></div>{paragraphs(ENGLISH, 3, first=5)}'
        '<div class="share"><a href="https://s.example/1">Share</a><a href="https://s.example/2">Post</a></div></article>'
        f'<aside class="related"><h2>More from us</h2><ul>{LINKS}</ul></aside></main>',
        head='<meta property="og:title" content="Dignity is for all"><meta name="description" content="About dignity.">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":'
        '"Dignity is for all","author":[{"@type":"Person","name":"Ada Writer"}],"datePublished":"2026-02-03",'
        '"publisher":{"name":"The Example Times"}}</script>',
    ),
    ("Dignity is for all", "Ada Writer", "What the lead says", "1. All human", "7. All human", "A crowd, photographed"),
    (*AROUND, "Buy this thing", "More from us", "Share"),
)
BLOG = Page(
    "blog",
    around(
        f'<div class="content"><div class="post"><h2 class="entry-title">On rights</h2>{paragraphs(ENGLISH, 5)}'
        f"<blockquote><p>A quoted line of {ENGLISH}</p></blockquote><pre><code>rights = 30</code></pre></div>"
        '<div id="comments"><h3>3 comments</h3><ol class="commentlist">'
        + "".join(
            f'<li class="comment"><p>Comment {number}: I do not agree with that at all, sorry, and you know why.</p></li>'
            for number in range(3)
        )
        + "</ol></div></div>",
    ),
    ("1. All human", "5. All human", "A quoted line", "rights = 30"),
    (*AROUND, "Comment 1"),
)
FORUM = Page(
    "forum",
    around(
        '<div id="thread"><h1>How do I ask for my rights?</h1>'
        + "".join(
            f'<div class="post"><div class="post-author">member{number}</div><div class="post-body"><p>Answer {number}: '
            f"{ENGLISH} {ENGLISH}</p></div></div>"
            for number in range(6)
        )
        + "</div>",
    ),
    ("How do I ask", *(f"Answer {number}" for number in range(6))),
    AROUND,
)
KOREAN_NEWS = Page(
    "korean",
    around(
        '<div id="container"><div class="article_head"><h1>존엄은 모두의 것</h1><div class="byline">김기자 기자</div></div>'
        f'<div id="article_body">{paragraphs(KOREAN, 6)}<table><tr><th>연도</th><th>수</th></tr><tr><td>1948</td><td>30'
        '</td></tr></table></div><div class="sns"><a href="/f">공유하기</a></div>'
        f'<div class="related"><h3>많이 본 뉴스</h3><ul>{LINKS}</ul></div></div>',
        attributes='lang="ko"',
        site="예시일보",
    ),
    ("존엄은 모두의 것", "1. 모든", "6. 모든", "1948"),
    (*AROUND, "많이 본 뉴스", "공유하기"),
)
PERSIAN_PAGE = Page(
    "persian",
    around(
        f'<div class="wrap"><article class="post-content"><h1>کرامت برای همه</h1>{paragraphs(PERSIAN, 5)}'
        "<table><tr><td>سال</td><td>شمار</td></tr><tr><td>۱۹۴۸</td><td>۳۰</td></tr></table></article>"
        f'<div class="sidebar"><ul>{LINKS}</ul><p>پربازدیدها</p></div></div>',
        attributes='lang="fa" dir="rtl"',
    ),
    ("کرامت برای همه", "1. تمام", "5. تمام", "۱۹۴۸"),
    (*AROUND, "پربازدیدها"),
)
ARABIC_PAGE = Page(
    "arabic",
    around(
        f'<div id="page"><div class="entry-content"><h1>الكرامة للجميع</h1>{paragraphs(ARABIC, 6)}</div>'
        f'<div class="widget"><p>الأكثر قراءة هذا الأسبوع في موقعنا</p><ul>{LINKS}</ul></div></div>',
        attributes='lang="ar" dir="rtl"',
    ),
    ("الكرامة للجميع", "1. يولد", "6. يولد"),
    (*AROUND, "الأكثر قراءة"),
)
CHINESE_PAGE = Page(
    "chinese",
    around(
        f'<div class="main"><h1>尊严属于所有人</h1><div class="article-content">{paragraphs(CHINESE, 5)}</div>'
        f'<div class="recommend"><p>猜你喜欢的文章都在这里，快来看看吧。</p><ul>{LINKS}</ul></div></div>',
        attributes='lang="zh-CN"',
    ),
    ("尊严属于所有人", "1. 人人", "5. 人人"),
    (*AROUND, "猜你喜欢"),
)
WIKI = Page(
    "wiki",
    around(
        '<div id="content" class="mw-body"><h1 id="firstHeading">Human rights</h1><div id="bodyContent">'
        '<div class="mw-parser-output"><table class="infobox"><caption>Facts</caption><tr><th>Adopted</th><td>10 December 1948</td>'
        f"</tr><tr><th>Articles</th><td>30</td></tr></table>{paragraphs(ENGLISH, 3)}"
        '<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#h">History</a></li><li><a href="#s">See</a></li></ul></div>'
        f'<h2><span id="h">History</span><span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>{paragraphs(ENGLISH, 3)}'
        "<table><tr><th>Country</th><th>Vote</th></tr><tr><td>Chile</td><td>for</td></tr></table>"
        '<h2 id="s">Notes</h2><ol class="references"><li id="n1">A note about the history of it, page 12.</li></ol>'
        f'<div class="navbox"><ul>{LINKS}</ul></div></div></div></div>',
    ),
    ("Human rights", "10 December 1948", "History", "Chile", "A note about the history"),
    (*AROUND, "edit"),
)
RECIPE = Page(
    "recipe",
    around(
        f'<div class="recipe-page"><h1>Bread for all</h1><div class="story">{paragraphs(ENGLISH, 3)}</div><div class="recipe">'
        "<h2>Ingredients</h2><ul><li>500 g of flour, sifted</li><li>300 ml of water, lukewarm</li><li>7 g of yeast</li></ul>"
        "<h2>Method</h2><ol>"
        + "".join(
            f"<li>Step {number}: knead it well, let it rest, and wait for an hour.</li>" for number in range(1, 6)
        )
        + f'</ol>{paragraphs(ENGLISH, 2, first=4)}</div></div><div class="newsletter"><form><p>Get our recipes by mail, '
        "every week and for free.</p><input name=mail></form></div>",
    ),
    ("Bread for all", "Ingredients", "500 g of flour", "Step 5", "1. All human", "5. All human"),
    (*AROUND, "recipes by mail"),
)
GALLERY = Page(
    "gallery",
    around(
        '<div class="gallery"><h1>Thirty pictures</h1>'
        + "".join(
            f'<figure><img src="/i/{n}.png" alt="Picture {n}"><figcaption>No. {n}</figcaption></figure>'
            for n in range(9)
        )
        + "</div>",
    ),
    ("Thirty pictures", "Picture 8", "No. 8", "all rights reserved"),
    whole=True,
)
LOGIN_WALL = Page(
    "login",
    around(
        '<div class="wall"><h1>Please log in</h1><p>Log in to read on.</p><form><input name=user placeholder="Your name">'
        "<input type=password name=p value=secret-value><button>Log in</button></form></div>",
    ),
    ("Please log in", "Log in to read on", "Your name", "Section number 3"),
    ("secret-value",),
    whole=True,
)
PLAIN = Page(
    "plain",
    f"<!DOCTYPE html><html lang=en><head><title>Plain</title></head><body><h1>A plain page</h1>{paragraphs(ENGLISH, 4)}</body></html>",
    ("A plain page", "1. All human", "4. All human"),
    whole=True,
)
STEPS = Page(
    "chapters",
    around(
        "<article><h1>A long report</h1>"
        + "".join(
            f'<section class="chapter"><h2>Chapter {number}</h2>{paragraphs(ENGLISH, 2)}</section>'
            for number in range(5)
        )
        + "</article>",
    ),
    ("A long report", *(f"Chapter {number}" for number in range(5))),
    AROUND,
)
HEBREW_PAGE = Page(
    "hebrew",
    around(
        f'<div class="article-body"><h1>כבוד לכולם</h1>{paragraphs(HEBREW, 6)}</div>'
        f'<div class="related"><p>כתבות נוספות שיעניינו אותך</p><ul>{LINKS}</ul></div>',
        attributes='lang="he" dir="rtl"',
    ),
    ("כבוד לכולם", "1. כל", "6. כל"),
    (*AROUND, "כתבות נוספות"),
)
PAGES = (
    NEWS, BLOG, FORUM, KOREAN_NEWS, PERSIAN_PAGE, ARABIC_PAGE, CHINESE_PAGE, WIKI, RECIPE, GALLERY, LOGIN_WALL, PLAIN,
    STEPS, HEBREW_PAGE,
)  # fmt: skip


# --- the files


def mhtml(html: str, *, address: str = ADDRESS, parts: dict[str, bytes] | None = None, charset: str = "utf-8") -> bytes:
    """A page as Chromium saves it."""
    message = email.mime.multipart.MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Subject"] = "=?utf-8?Q?Dignity_=E2=80=93_saved?="
    page = email.mime.text.MIMEText(html, "html", charset)
    page["Content-ID"] = "<frame-1@mhtml.blink>"
    page["Content-Location"] = address
    message.attach(page)
    for location, data in (parts or {}).items():
        part = (
            email.mime.image.MIMEImage(data)
            if location.endswith(".png")
            else email.mime.text.MIMEText(data.decode(), location.rpartition(".")[2])
            if location.endswith((".css", ".html"))
            else email.mime.application.MIMEApplication(data)
        )
        if location.startswith("cid:"):
            part["Content-ID"] = f"<{location[4:]}>"
        else:
            part["Content-Location"] = location
        message.attach(part)
    return message.as_bytes()


def webarchive(
    html: str, *, address: str = ADDRESS, parts: dict[str, bytes] | None = None, binary: bool = True
) -> bytes:
    """A page as Safari saves it."""
    resources = [
        {"WebResourceURL": location, "WebResourceData": data,
         "WebResourceMIMEType": "image/png" if location.endswith(".png") else "text/css"}
        for location, data in (parts or {}).items()
    ]  # fmt: skip
    main = {
        "WebResourceURL": address,
        "WebResourceData": html.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceFrameName": "",
    }
    archive = {"WebMainResource": main, "WebSubresources": resources}
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


def warc(html: str, *, address: str = ADDRESS, parts: dict[str, bytes] | None = None, packed: bool = True) -> bytes:
    """A page as a crawler archives it: information, a request, a redirection, then the page and what it loads."""
    records = [
        record(b"software: tests\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(b"<p>moved", f"Location: {address}", "Content-Type: text/html", status="301 Moved"),
    ]
    for location, body in {address: html.encode(), **(parts or {})}.items():
        kind = {"png": "image/png", "css": "text/css"}.get(location.rpartition(".")[2], "text/html; charset=utf-8")
        records.append(record(body, f"Content-Type: {kind}", address=location))
    return b"".join(gzip.compress(each, mtime=0) if packed else each for each in records)


def record(
    body: bytes,
    *headers: str,
    kind: str = "response",
    address: str = "https://a.example/",
    status: str = "200 OK",
    extra: str = "",
    length: int = -1,
) -> bytes:
    """A WARC record; a response has these HTTP headers. `length` is what it claims, where that is not the truth."""
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{each}\r\n" for each in headers)
    content = head.encode() + b"\r\n" + body if kind == "response" else body
    size = len(content) if length < 0 else length
    top = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n{extra}Content-Length: {size}\r\n\r\n"
    return top.encode() + content + b"\r\n\r\n"


def single_file(html: str, *, address: str = ADDRESS) -> bytes:
    """A page as SingleFile saves it: everything inside, its note at the top."""
    note = f"<!--\n Page saved with SingleFile \n url: {address} \n saved date: Wed Feb 04 2026 10:00:00 GMT\n-->"
    saved = html.replace("<head>", f"{note}<head>", 1)
    url = "data:image/png;base64," + base64.b64encode(picture()).decode()
    return saved.replace("https://news.example/i/photo.png", url).encode()


def saved_html(html: str, *, address: str = ADDRESS) -> bytes:
    """A page as "save as, HTML only" writes it."""
    return html.replace("<html", f"<!-- saved from url=({len(address):04}){address} -->\n<html", 1).encode()
