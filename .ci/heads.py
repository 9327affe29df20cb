"""What the heads of the pages tell machines, read by lxml: addresses that exist, one of each tag, and the tags a
Chinese government site must carry (the rules of 国办发〔2017〕47号, 《网页设计规范》), or none of them.

    python heads.py SITE BASE_URL [government]
"""
import pathlib
import re
import sys
import urllib.parse

from lxml import html

SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
OPTIONAL = {"Keywords", "Author", "Description", "Image", "Url"}
FORMS = {
    "SiteIDCode": r"[A-Za-z0-9]{10}",
    "PubDate": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d",
    "SiteDomain": r"[a-z0-9-]+(\.[a-z0-9-]+)+",
    "Url": r"https://\S+",
    "Image": r"https://\S+",
}
KINDS = {
    "首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录", "信息公开年报",
    "依法申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈",
}
# No content: these belong to no column.
WITHOUT_COLUMN = {"404.html", "search.html"}

site, base = pathlib.Path(sys.argv[1]), sys.argv[2]
is_government = sys.argv[3:] == ["government"]
checked, faults = 0, []


def judge(holds, page, what):
    global checked
    checked += 1
    if not holds:
        faults.append(f"{page}: {what}")


def is_built(address):
    """Whether the whole address is one of the built files."""
    path = urllib.parse.unquote(address.removeprefix(base))
    return address.startswith(base) and (site / path).is_file()


def required(page):
    if page in WITHOUT_COLUMN:
        return SITE
    is_article = re.fullmatch(r"articles/(?!index|page-)[^/]+\.html", page)
    return SITE | COLUMN | (ARTICLE if is_article else set())


def government_tags(page, head):
    tags = [(tag.get("name"), tag.get("content")) for tag in head.iter("meta") if tag.get("name")]
    names = [name for name, _ in tags if name in SITE | COLUMN | ARTICLE | OPTIONAL]
    known = {name.lower(): name for name in SITE | COLUMN | ARTICLE | OPTIONAL}
    for name, content in tags:
        spelled = known.get(name.lower())
        # `description` is HTML's own, `keywords` and `author` too.
        judge(spelled in (None, name) or name in ("description", "keywords", "author"), page, f"{name} is spelled {spelled}")
        if name not in known.values():
            continue
        judge(content and content.strip() == content, page, f"{name} is empty or padded: {content!r}")
        judge(re.fullmatch(FORMS.get(name, ".+"), content or "", re.S), page, f"{name} is written {content!r}")
        if name == "ColumnType":
            judge(set(content.split(",")) <= KINDS, page, f"no such type of column: {content}")
        if name in ("Url", "Image"):
            judge(is_built(content), page, f"{name} names no built file: {content}")
    if not is_government:
        judge(not names, page, f"a government's tags on a site that is none: {names}")
        return
    for name in required(page):
        judge(names.count(name) == 1, page, f"{name} stands {names.count(name)} times")
    for name in set(names):
        judge(names.count(name) == 1, page, f"{name} stands {names.count(name)} times")
    unexpected = set(names) - required(page) - (OPTIONAL if "ArticleTitle" in names else set())
    judge(not unexpected, page, f"tags of another kind of page: {sorted(unexpected)}")


def everyones_tags(page, document):
    head = document.find("head")
    titles = [title.text for title in head.iter("title")]
    judge(len(titles) == 1 and titles[0] and titles[0].strip(), page, f"titles: {titles}")
    judge(document.getroot().get("lang") == "zh-CN", page, "no language")
    judge(len([tag for tag in head.iter("meta") if tag.get("name") == "viewport"]) == 1, page, "no viewport")
    for name in ("description", "robots"):
        count = len([tag for tag in head.iter("meta") if tag.get("name") == name])
        judge(count <= 1, page, f"{count} of {name}")
    canonical = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
    judge(len(canonical) <= 1 and all(map(is_built, canonical)), page, f"canonical: {canonical}")
    if page not in WITHOUT_COLUMN:
        judge(canonical == [base + urllib.parse.quote(page)], page, f"canonical: {canonical}")
    graph = {}
    for tag in head.iter("meta"):
        if tag.get("property"):
            judge(tag.get("property") not in graph, page, f"twice: {tag.get('property')}")
            graph[tag.get("property")] = tag.get("content")
    for name in ("og:url", "og:image"):
        if name in graph:
            judge(is_built(graph[name]), page, f"{name} names no built file: {graph[name]}")
    if page not in WITHOUT_COLUMN:
        judge({"og:type", "og:title", "og:url", "og:site_name"} <= graph.keys(), page, f"Open Graph: {sorted(graph)}")
        judge(graph.get("og:url") == base + urllib.parse.quote(page), page, f"og:url: {graph.get('og:url')}")
    judge(all(content and content.strip() for content in graph.values()), page, "an empty tag of Open Graph")


pages = 0
seen_titles = {}
for file in sorted(site.rglob("*.html")):
    page = file.relative_to(site).as_posix()
    document = html.document_fromstring(file.read_bytes()).getroottree()
    if document.xpath("//meta[@http-equiv='refresh']"):
        judge(document.xpath("//meta[@name='robots' and contains(@content, 'noindex')]"), page, "a former address without noindex")
        continue
    pages += 1
    everyones_tags(page, document)
    government_tags(page, document.find("head"))
    title = document.findtext(".//title")
    judge(title not in seen_titles, page, f"titled like {seen_titles.get(title)}: {title}")
    seen_titles[title] = page
for fault in faults:
    print(f"wrong: {fault}")
print(f"heads of {pages} pages{' of a government site' if is_government else ''}: {checked} checks, {len(faults)} wrong")
sys.exit(0 if pages and not faults else 1)
