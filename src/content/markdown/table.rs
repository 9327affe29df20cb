//! Tables: each in a box that scrolls sideways on a phone and can be reached by keyboard.
//!
//! Columns are aligned by class: the pages' security policy allows no `style` attribute.
//!
//! May use: nothing of this crate

use pulldown_cmark::{Alignment, Event, Tag};

use super::{Writer, escape};

#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The caption of the next table.
    pub caption: Option<String>,
    count: usize,
    /// Of the table being written.
    columns: Vec<Alignment>,
    /// The next cell's.
    column: usize,
    in_head: bool,
}

impl<'a> Writer<'a, '_> {
    /// Opens a table, a row or a cell.
    pub(super) fn table(&mut self, opening: &Tag<'a>) {
        match opening {
            Tag::Table(columns) => {
                self.tables.count += 1;
                self.tables.columns.clone_from(columns);
                let caption = self.tables.caption.take();
                let number = self.tables.count;
                let label = caption.clone().unwrap_or_else(|| format!("表格{number}"));
                self.html(format!(
                    "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"{}\">",
                    escape(&label)
                ));
                self.out.push(Event::Start(opening.clone()));
                if let Some(caption) = caption {
                    self.html(format!("<caption>{}</caption>", escape(&caption)));
                }
            }
            Tag::TableCell => self.cell(),
            row => {
                self.tables.column = 0;
                self.tables.in_head = *row == Tag::TableHead;
                self.out.push(Event::Start(opening.clone()));
            }
        }
    }

    fn cell(&mut self) {
        let Tables { columns, column, in_head, .. } = &mut self.tables;
        let class = match columns.get(*column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        *column += 1;
        let tag = if *in_head { "th scope=\"col\"" } else { "td" };
        self.html(format!("<{tag}{class}>"));
    }
}
