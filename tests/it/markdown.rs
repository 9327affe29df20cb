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
fn the_four_boxes_of_health_writing_are_boxes() {
    for (name, class) in [
        ("提示", "callout-tip"),
        ("警告", "callout-warning"),
        ("何时就医", "callout-care"),
        ("谣言与事实", "callout-myth"),
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
