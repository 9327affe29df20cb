//! What becomes of Markdown.

use crate::town::Town;

/// The HTML of an article's body.
fn body(markdown: &str) -> String {
    let town = Town::new()
        .article("text", markdown)
        .file("content/images/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'><rect width='8' height='4'/></svg>");
    let page = town.build().page("articles/text.html");
    let start = page.find("class=\"prose").expect("the body");
    page[start..].split("</article>").next().unwrap().to_owned()
}

#[test]
fn a_range_with_a_tilde_is_not_struck_out() {
    let html = body("每天3~5次，每次2~3片。~~旧的说法~~");
    assert!(html.contains("每天3~5次，每次2~3片。<del>旧的说法</del>"), "{html}");
}

#[test]
fn tables_footnotes_and_task_lists_work() {
    let html = body(
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- [x] 做了\n- [ ] 没做\n\n见注[^1]。\n\n[^1]: 注文。",
    );
    assert!(html.contains("<table>") && html.contains("<td>1</td>"), "{html}");
    assert!(
        html.contains("checked aria-label=\"已完成\"") && html.contains("aria-label=\"待完成\"")
    );
    assert!(html.contains("href=\"#footnote-1\"") && html.contains("注文。"), "{html}");
}

#[test]
fn a_wide_table_scrolls_in_its_own_box() {
    assert!(
        body("| 甲 |\n|---|\n| 1 |")
            .contains("<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"表格1\"")
    );
}

#[test]
fn chinese_headings_have_ids_that_can_be_written_by_hand_and_are_never_twice_the_same() {
    let html = body(
        "## 怎么办？\n\n甲\n\n## 怎么办？\n\n乙\n\n### 第 2 步：就医\n\n丙\n\n[跳](#怎么办-2)",
    );
    assert!(html.contains("<h2 id=\"怎么办\">") && html.contains("<h2 id=\"怎么办-2\">"), "{html}");
    assert!(html.contains("<h3 id=\"第-2-步就医\">"), "{html}");
    assert!(html.contains("<a href=\"#怎么办-2\">跳</a>"), "{html}");
}

#[test]
fn the_table_of_contents_names_every_section() {
    let town = Town::new().article("text", "## 甲\n\n一\n\n## 乙\n\n二\n\n## 丙\n\n三");
    let page = town.build().page("articles/text.html");
    for section in ["甲", "乙", "丙"] {
        assert!(page.contains(&format!("<a href=\"#{section}\">{section}</a>")), "{page}");
    }
}

#[test]
fn the_boxes_of_health_writing_are_boxes() {
    for (name, class) in [
        ("提示", "callout-tip"),
        ("警告", "callout-warning"),
        ("何时就医", "callout-care"),
        ("谣言与事实", "callout-myth"),
        ("用法用量", "callout-dose"),
    ] {
        let html = body(&format!("> [!{name}]\n> 第一段。\n>\n> - 甲\n> - 乙"));
        let expected = format!(
            "<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">{name}</p>\n<p>第一段。</p>\n<ul>"
        );
        assert!(html.contains(&expected), "{html}");
    }
    let html = body("> [!警告] 马上打120\n> 别等。");
    assert!(html.contains("<p class=\"callout-title\">马上打120</p>\n<p>别等。</p>"), "{html}");
    assert!(body("> 只是引用。").contains("<blockquote>"));
}

#[test]
fn a_care_card_says_its_degree_in_words_also_below_a_title_of_its_own() {
    for (degree, class) in [
        ("不急就医", "care care-routine"),
        ("尽快就医", "care care-soon"),
        ("立即就医", "care care-now"),
    ] {
        let html = body(&format!("> [!{degree}] 发热的孩子\n> - 不喝水"));
        let expected = format!(
            "<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">\
             <strong class=\"care-degree\">{degree}</strong> 发热的孩子</p>\n<ul>"
        );
        assert!(html.contains(&expected), "{html}");
    }
}

#[test]
fn an_urgent_card_that_says_to_call_120_has_the_call_in_it() {
    let call = "<p class=\"care-call\"><a href=\"tel:120\">拨打120</a></p>\n</div>";
    assert!(body("> [!立即就医]\n> 马上打 120。").contains(call));
    assert!(body("> [!立即就医] 拨打120\n> - 叫不醒").contains(call));
    assert!(!body("> [!立即就医]\n> 血压高到180/120，来医院。").contains("tel:120"));
    assert!(!body("> [!尽快就医]\n> 加重了就打120。").contains("tel:120"));
}

#[test]
fn rumour_and_fact_stand_apart_however_they_are_written() {
    let parted = "<dl>\n<div class=\"rumour\">\n<dt>谣言</dt>\n<dd>\n<p>盐水治病。</p>\n</dd>\n</div>\n\
                  <div class=\"fact\">\n<dt>事实</dt>\n<dd>\n<p>不能。</p>\n";
    for text in [
        "> 谣言：盐水治病。\n>\n> 事实：不能。",
        "> **谣言**：盐水治病。\n>\n> **事实**：不能。",
        "> **谣言：** 盐水治病。\n>\n> **事实:** 不能。",
        "> 谣言：盐水治病。\n> 事实：不能。",
    ] {
        let html = body(&format!("> [!谣言与事实]\n{text}"));
        assert!(html.contains(parted), "{html}");
    }
    let html = body(
        "> [!谣言与事实]\n> 谣言：甲。\n>\n> 事实：乙。\n>\n> - 一\n>\n> 谣言：丙。\n>\n> 事实：丁。",
    );
    assert!(html.contains("<p>乙。</p>\n<ul>\n<li>一</li>\n</ul>\n</dd>"), "{html}");
    assert_eq!((html.matches("<dt>谣言").count(), html.matches("<dt>事实").count()), (2, 2));
    assert!(body("> [!谣言与事实]\n> 谣言止于智者。").contains("<p>谣言止于智者。</p>"));
}

#[test]
fn a_table_of_doses_has_its_title_as_caption() {
    let html = body("> [!用法用量] 口服补液盐\n> | 年龄 | 每次 |\n> |---|---|\n> | 成人 | 1袋 |");
    assert!(
        html.contains("aria-label=\"口服补液盐\"><table><caption>口服补液盐</caption><thead>"),
        "{html}"
    );
    assert!(!html.contains("callout-title"), "{html}");
}

#[test]
fn columns_are_aligned_without_a_style_the_security_policy_would_refuse() {
    let html = body("| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
    assert!(
        html.contains("<td>1</td><td class=\"center\">2</td><td class=\"right\">3</td>"),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn english_phrases_are_marked_and_abbreviations_are_not() {
    let html = body(
        "世界无烟日（World No Tobacco Day）。打HPV疫苗，量140/90 mmHg。\n\n`World Health Day`",
    );
    assert!(
        html.contains("（<span lang=\"en\">World No Tobacco Day</span>）。打HPV疫苗"),
        "{html}"
    );
    assert_eq!(html.matches("lang=\"en\"").count(), 1, "{html}");
}

#[test]
fn a_link_that_leaves_the_site_says_so() {
    let html = body("[疾控中心](https://example.com/a)，[电话](tel:12345)，[本页](#x-y)\n\n## x y");
    assert!(html.contains("<a class=\"external\" href=\"https://example.com/a\">"), "{html}");
    assert_eq!(html.matches("external").count(), 1, "{html}");
    assert!(body("<https://example.com/a>").contains("<a class=\"external bare\" href="));
}

#[test]
fn a_picture_alone_is_a_figure_with_its_size_and_caption() {
    let html = body("![一个点](dot.svg \"图一：一个点\")");
    let expected = "<figure><img src=\"../images/dot.svg\" width=\"8\" height=\"4\" loading=\"lazy\" decoding=\"async\" \
                    alt=\"一个点\"><figcaption>图一：一个点</figcaption></figure>";
    assert!(html.contains(expected), "{html}");
    assert!(body("看![点](dot.svg)这里").contains("<p>看<img src="));
}

#[test]
fn code_and_faces_are_no_footnotes() {
    let html = body("哈哈[^_^]\n\n```\n**原样** [^1]\n```");
    assert!(html.contains("[^_^]") && html.contains("**原样** [^1]"), "{html}");
}

#[test]
fn an_address_in_angle_brackets_is_a_mail_link() {
    assert!(body("写信到 <yfk@example.com>。").contains("href=\"mailto:yfk@example.com\""));
}

#[test]
fn a_box_may_be_opened_with_the_chinese_exclamation_mark() {
    assert!(body("> [！提示]\n> 甲。").contains("callout-tip"));
}

#[test]
fn a_line_break_between_chinese_characters_leaves_no_gap() {
    let html = body("一行文字\n接着一行。\nEnglish\nwords");
    assert!(html.contains("一行文字接着一行。"), "{html}");
    assert!(html.contains("English\nwords"), "{html}");
}

#[test]
fn scripts_and_handlers_in_raw_html_do_not_survive() {
    let html = body(
        "前<script>alert(1)</script>后 <b onclick=\"x()\">粗</b>\n\n\
         <iframe src=\"https://example.com\"></iframe>\n\n<img src=\"https://example.com/a.png\" onerror=\"x()\">\n\n\
         <a href=\"javascript:x()\">点我</a>\n\n## 还在",
    );
    for evil in
        ["<script", "alert(1)", "onclick", "onerror", "<iframe", "javascript:", "example.com"]
    {
        assert!(!html.contains(evil), "{evil} in {html}");
    }
    assert!(html.contains("<b>粗</b>") && html.contains("<h2 id=\"还在\">"), "{html}");
}

#[test]
fn markup_in_a_title_or_summary_is_text() {
    let town = Town::new().article_with("x", "summary: <script>alert(1)</script>", "正文");
    for path in ["articles/x.html", "index.html", "articles/index.html"] {
        assert!(!town.build().page(path).contains("<script>"), "{path}");
    }
}
