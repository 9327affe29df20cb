//! Comments that allow a quoted mistake, and passages of a whole file.
//!
//! May use: nothing of this crate

use super::*;

/// A file with front matter: `title` and the body are read.
fn file(text: &str) -> Vec<String> {
    let path = SourcePath::new("a.md");
    let body = text[4..].find("---\n").map_or(0, |at| at + 8);
    let title = text.find("title: ").map_or(0, |at| at + 7);
    let end = text[title..].find([' ', '\n']).map_or(title, |at| title + at);
    let passages = vec![
        Passage { range: title..end, part: value("title", "title") },
        Passage { range: body..text.len(), part: Part::Body },
    ];
    let names = Names::of(Almanac::builtin());
    let findings = check(&Prose { path: &path, text, passages, about: no_tobacco() }, &names);
    shown(&findings, text)
}

#[test]
fn a_comment_allows_what_it_names_on_its_line_and_the_next() {
    let silent = [""; 0];
    let allowed = [
        "错例：第38个世界无烟日 <!-- banbao:allow edition-wrong -->",
        "<!-- banbao:allow edition-wrong -->\n错例：第38个世界无烟日",
        "<!--banbao:allow edition-wrong-->\n错例：第38个世界无烟日",
        "> <!-- banbao:allow edition-wrong -->\n> 错例：第38个世界无烟日",
        "<!-- banbao:allow edition-wrong, weekday-wrong -->\n5月31日（星期六）是第38个世界无烟日",
        "<!-- banbao:allow edition-wrong weekday-wrong -->\n5月31日（星期六）是第38个世界无烟日",
        "<!-- banbao:allow edition-wrong -->\n<!-- banbao:allow weekday-wrong -->\n5月31日（星期六）是第38个世界无烟日",
    ];
    for text in allowed {
        assert_eq!(said(no_tobacco(), text), silent, "{text}");
    }
}

#[test]
fn a_comment_allows_nothing_else() {
    let facts = [
        (
            "<!-- banbao:allow edition-wrong -->\n\n第38个世界无烟日",
            &["allow-unused edition-wrong", "edition-wrong 第38个世界无烟日"][..],
        ),
        (
            "第38个世界无烟日 <!-- banbao:allow weekday-wrong -->",
            &["edition-wrong 第38个世界无烟日", "allow-unused weekday-wrong"],
        ),
        (
            "上文 <!-- banbao:allow edition-wrong -->\n第38个世界无烟日",
            &["allow-unused edition-wrong", "edition-wrong 第38个世界无烟日"],
        ),
        (
            "## 第38个世界无烟日 <!-- banbao:allow edition-wrong, edition-unit -->",
            &["allow-unused edition-unit"],
        ),
    ];
    for (text, findings) in facts {
        assert_eq!(said(no_tobacco(), text), findings, "{text}");
    }
}

#[test]
fn an_allowance_that_is_unknown_or_empty_is_mentioned() {
    told(
        &no_tobacco(),
        &[
            ("<!-- banbao:allow edition-wrog -->", "allow-unused edition-wrog"),
            ("<!-- banbao:allow link-target-missing -->", "allow-unused link-target-missing"),
            ("<!-- banbao:allow allow-unused -->", "allow-unused allow-unused"),
            ("<!-- banbao:allow -->", "allow-unused banbao:allow"),
        ],
    );
    silent(
        &no_tobacco(),
        &[
            "写 `<!-- banbao:allow edition-wrong -->` 即可",
            "```\n<!-- banbao:allow edition-wrong -->\n```",
            "注释 banbao:allow edition-wrong 的写法",
        ],
    );
    let sentence = words(no_tobacco(), "<!-- banbao:allow edition-wrog -->");
    assert!(sentence.contains("“edition-wrog”不能放行|是不是“edition-wrong”？"), "{sentence}");
    assert!(
        words(no_tobacco(), "<!-- banbao:allow year-stale -->").contains("没有“year-stale”可放行")
    );
}

#[test]
fn front_matter_is_allowed_by_comments_of_yaml() {
    let facts = [
        ("---\ntitle: 第38个世界无烟日\n---\n正文\n", &["edition-wrong 第38个世界无烟日"][..]),
        ("---\ntitle: 第38个世界无烟日 # banbao:allow edition-wrong\n---\n正文\n", &[]),
        ("---\n# banbao:allow edition-wrong\ntitle: 第38个世界无烟日\n---\n正文\n", &[]),
        (
            "---\n  # banbao:allow edition-wrong,year-stale\ntitle: 2025年第38个世界无烟日\n---\n",
            &["allow-unused edition-wrong"],
        ),
        (
            "---\ntitle: 好 # banbao:allow edition-wrong\n---\n第38个世界无烟日\n",
            &["allow-unused edition-wrong", "edition-wrong 第38个世界无烟日"],
        ),
        (
            "---\ntitle: 好\n---\n# banbao:allow edition-wrong\n第38个世界无烟日\n",
            &["edition-wrong 第38个世界无烟日"],
        ),
    ];
    for (text, findings) in facts {
        assert_eq!(file(text), findings, "{text}");
    }
}

#[test]
fn a_value_of_several_lines_is_allowed_where_it_begins() {
    let text = "summary: # banbao:allow edition-wrong\n  戒烟。\n  第38个世界无烟日。\n";
    let start = text.find('戒').unwrap_or_default() - 2;
    let path = SourcePath::new("a.md");
    let names = Names::of(Almanac::builtin());
    for (start, expected) in
        [(start, vec!["allow-unused edition-wrong", "edition-wrong 第38个世界无烟日"]), (8, vec![])]
    {
        let part = value("summary", "summary");
        let passages = vec![Passage { range: start..text.len(), part }];
        let prose = Prose { path: &path, text, passages, about: no_tobacco() };
        assert_eq!(shown(&check(&prose, &names), text), expected);
    }
}

#[test]
fn a_comment_over_several_lines_and_a_line_without_end_are_read() {
    silent(
        &no_tobacco(),
        &[
            "",
            "\n",
            "<!--\n第38个世界无烟日\n-->",
            "第",
            "第38",
            "5月",
            "5月3",
            "世界无烟",
            "2026-",
            "《",
            "](",
            "`",
        ],
    );
    told(
        &no_tobacco(),
        &[("<!-- a\n b --> 第38个世界无烟日\r\n", "edition-wrong 第38个世界无烟日")],
    );
}
