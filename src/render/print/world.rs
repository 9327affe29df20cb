//! What a sheet can see: its theme's sheets and fonts, and the files it is given. No disk, no network,
//! no packages, no clock.
//!
//! May use: config, diagnostics

use std::collections::{BTreeMap, HashMap};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::config::Theme;
use crate::diagnostics::{Code, Finding, Findings, SourcePath};

/// Everything sheets share.
pub struct Stock {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sheets: HashMap<FileId, (SourcePath, Source)>,
}

impl Stock {
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        let mut fonts = Vec::new();
        for (name, font) in theme.below("fonts") {
            if !name.ends_with(".ttf") && !name.ends_with(".otf") {
                continue;
            }
            let data = Bytes::new(std::sync::Arc::clone(&font.file.bytes));
            let before = fonts.len();
            fonts.extend(Font::iter(data));
            if fonts.len() == before {
                return Err(Finding::in_file(Code::FontUnreadable, &font.path).into());
            }
        }
        let mut sheets = HashMap::new();
        for (name, sheet) in theme.below("sheets") {
            let Some(text) = sheet.file.text() else {
                return Err(Finding::in_file(Code::NotUtf8, &sheet.path).into());
            };
            if let Some(id) = file_id(name) {
                sheets.insert(id, (sheet.path.clone(), Source::new(id, text.to_owned())));
            }
        }
        Ok(Stock {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sheets,
        })
    }

    pub fn covers(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// One sheet on its way to paper, with the files it is given.
pub struct Desk<'a> {
    stock: &'a Stock,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Desk<'a> {
    /// The sheet `name` of the theme; `files` by their absolute virtual path. The same paths serve every
    /// sheet: Typst never forgets a path.
    ///
    /// # Errors
    /// When the theme has no such sheet.
    pub fn new(
        stock: &'a Stock,
        name: &str,
        files: BTreeMap<String, Bytes>,
    ) -> Result<Self, Finding> {
        let main = file_id(name).filter(|id| stock.sheets.contains_key(id)).ok_or_else(|| {
            Finding::of_site(Code::ThemeFileMissing).with("file", format!("sheets/{name}"))
        })?;
        let files =
            files.into_iter().filter_map(|(path, bytes)| Some((file_id(&path)?, bytes))).collect();
        Ok(Desk { stock, main, files })
    }

    /// The file of the theme that `id` stands for.
    pub fn written_at(&self, id: FileId) -> Option<SourcePath> {
        self.stock.sheets.get(&id).map(|(path, _)| path.clone())
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.stock.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.stock.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.stock.sheets.get(&id) {
            Some((_, source)) => Ok(source.clone()),
            None => Err(not_found(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.stock.fonts.get(index).cloned()
    }

    /// A sheet prints the dates it is given; it never asks for its own.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
