#!/usr/bin/env python3
"""usage: corpus.py RAW OUT   Turns neutral articles into a Banbao site that weighs as much as the one for Hugo.

RAW holds `content/SECTION/SLUG.md`: Markdown with YAML front matter (`title`, `date`, `summary`, `categories`,
`tags`; strings in double quotes, lists on one line). OUT becomes a site: settings, articles, and a theme `lean` with
the templates of the Hugo site word for word, as far as both have the thing. The same articles make the same bytes.

What both make: a page for each article, lists of 20, lists of 20 for each category and tag, a home page, a feed, a
site map. Where they differ:

* Hugo lists eight sections, Banbao one list of all articles; both are N / 20 pages. Categories and tags are both
  Banbao's topics: three to six an article, one list each, as in Hugo.
* An article links to the article before and after in Hugo, in Banbao to the four that share most topics.
* Banbao's home page shows the eight newest articles, Hugo's twenty.
* Hugo writes one feed, Banbao two (Atom and JSON).
* Banbao makes more that cannot be turned off: the search index of every word, the health calendar (pages and .ics
  files), the site map for people; and it checks every link, date and number in the text. All this is in its times.
* Articles have no pictures: Hugo would only link to one, Banbao would make it anew in several sizes. What stands in
  Hugo's articles as a picture is a line of text here.
"""

import json
import re
import shutil
import sys
from pathlib import Path

BASE_URL = "https://health.example.cn/"
SETTINGS = {
    "name": "健康教育公告栏",
    "organisation": "示例市健康教育所",
    "description": "面向公众的健康教育与疾病预防信息",
    "base_url": BASE_URL,
    "theme": "lean",
    "hotlines": [{"name": "急救", "number": "120"}],
    "page_size": 20,
    "printed_months": 0,
    "print": [],
}

THEME = {
    "theme.yaml": "name: 精简\ndescription: 与对照站点同样轻重的页面\n",
    "static/site.css": """\
body{font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif;line-height:1.8;max-width:60rem;margin:0 auto;padding:0 1rem}
nav a{margin-right:1em}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .6em}
""",
    "pages/base.html": """\
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ page.title }} - {{ site.name }}</title>
{% if page.description %}<meta name="description" content="{{ page.description }}">
{% endif %}<link rel="stylesheet" href="{{ page.root }}static/site.css">
{% if site.feed %}<link rel="alternate" type="application/atom+xml" href="{{ site.feed }}" title="{{ site.name }}">
{% endif %}{% if page.canonical %}<link rel="canonical" href="{{ page.canonical }}">{% endif %}
{% block styles %}{% endblock styles %}{% block scripts %}{% endblock scripts %}{% block head %}{% endblock head %}
</head>
<body>
{% block body %}<header>{% block site_name %}<a href="{{ links.home }}">{{ site.name }}</a>{% endblock site_name %}{% block search %}{% endblock search %}
<nav aria-label="栏目">{% for item in nav %}<a href="{{ item.url }}">{{ item.name }}</a>
{% endfor %}{% for item in site.footer_links %}<a href="{{ item.url }}">{{ item.name }}</a>
{% endfor %}</nav></header>
<main>
{% block content %}{% endblock content %}
</main>
<footer><p>{{ site.name }} · {{ site.description }}</p></footer>{% endblock body %}
</body>
</html>
""",
    "pages/lean.html": """\
{% component item(article) -%}
<li><a href="{{ article.url }}">{{ article.title }}</a> <time datetime="{{ article.date.iso }}">{{ article.date.iso }}</time>
<p>{{ article.summary }}</p></li>
{%- endcomponent item %}
{% component pager(pager) -%}
<nav aria-label="分页">{% if pager.previous %}<a href="{{ pager.previous }}">上一页</a>{% endif %} 第{{ pager.current }}/{{ pager.total }}页 {% if pager.next %}<a href="{{ pager.next }}">下一页</a>{% endif %}</nav>
{%- endcomponent pager %}
""",
    "pages/home.html": """\
{% extends "base.html" %}
{% block content %}<h1>{{ site.name }}</h1>
<h2>最新发布</h2>
<ul>
{% for article in articles %}{{ <item article={article} /> }}{% endfor %}</ul>{% endblock content %}
""",
    "pages/articles.html": """\
{% extends "base.html" %}
{% block content %}<h1>{{ heading }}</h1>
<ul>
{% for article in articles %}{{ <item article={article} /> }}{% endfor %}</ul>
{{ <pager pager={pager} /> }}{% endblock content %}
""",
    "pages/topics.html": """\
{% extends "base.html" %}
{% block content %}<h1>{{ page.title }}</h1>
<ul>{% for topic in topics %}<li><a href="{{ topic.url }}">{{ topic.name }}</a>（{{ topic.count }}）</li>
{% endfor %}</ul>{% endblock content %}
""",
    "pages/article.html": """\
{% extends "base.html" %}
{% block content %}<article>
<h1>{{ article.title }}</h1>
<p><time datetime="{{ article.date.iso }}T{{ article.time }}">{{ article.date.iso }}</time>
{% for topic in article.topics %}<a href="{{ topic.url }}" rel="tag">{{ topic.name }}</a> {% endfor %}</p>
<nav aria-label="目录"><ul>{% for entry in article.toc %}{% if entry.level == 2 %}<li><a href="#{{ entry.id }}">{{ entry.text }}</a></li>{% endif %}{% endfor %}</ul></nav>
{{ article.body | safe }}
<nav aria-label="相关文章">{% for other in related %}<a href="{{ other.url }}">{{ other.title }}</a>{% endfor %}</nav>
</article>{% endblock content %}
""",
}

PICTURE = re.compile(r"(?m)^!\[([^\]]*)\]\([^)]*\)$")
INSIDE = re.compile(r"\]\(/[a-z]+/(\w+)/\)")


def quoted(value):
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def read(file):
    """The front matter of an article, and its text."""
    head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    date = fields.pop("date")
    return {key: json.loads(value) for key, value in fields.items()} | {"date": date}, body


def article(fields, body):
    head = {
        "title": fields["title"],
        "date": fields["date"][:16].replace("T", " "),
        "source": "市疾病预防控制中心科普资料",
        "author": "市健康教育所",
        "audience": ["居民"],
        "topics": fields["categories"] + fields["tags"],
        "summary": fields["summary"],
    }
    lines = "".join(f"{key}: {quoted(value)}\n" for key, value in head.items())
    body = INSIDE.sub(r"](\1.md)", PICTURE.sub(r"\1", body))
    return f"---\n{lines}---\n{body}"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    raw, out = map(Path, sys.argv[1:])
    shutil.rmtree(out, ignore_errors=True)
    categories, tags = set(), set()
    for file in sorted((raw / "content").glob("*/*.md")):
        fields, body = read(file)
        categories.update(fields["categories"])
        tags.update(fields["tags"])
        write(out / "content/articles" / file.name, article(fields, body))
    topics = {f"category-{n}": name for n, name in enumerate(sorted(categories))}
    topics |= {f"tag-{n}": name for n, name in enumerate(sorted(tags))}
    # In the menu of every page, like Hugo's sections.
    menu = [{"name": name, "url": f"{BASE_URL}topics/{topic}.html"} for topic, name in list(topics.items())[: len(categories)]]
    settings = SETTINGS | {"footer_links": menu, "topics": [{"id": topic, "name": name} for topic, name in topics.items()]}
    write(out / "content/site.yaml", "".join(f"{key}: {quoted(value)}\n" for key, value in settings.items()))
    for name, text in THEME.items():
        write(out / "themes/lean" / name, text)


main()
