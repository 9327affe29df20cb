//! What a sheet can see: its theme's fonts, the sheets it calls by name, and the files it is given. No disk, no
//! network, no packages, no clock.
//!
//! May use: config, diagnostics

use std::collections::{BTreeMap, BTreeSet, HashMap};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, SyntaxNode, VirtualPath, VirtualRoot, ast};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::super::uses;
use crate::config::Theme;
use crate::diagnostics::{Code, Finding, Findings, SourcePath};

/// Everything sheets share.
pub struct Stock {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// By their names.
    sheets: BTreeMap<String, SheetFile>,
    /// Stands for all fonts.
    fonts_hash: blake3::Hash,
}

/// A file of the theme's sheets.
struct SheetFile {
    id: FileId,
    path: SourcePath,
    source: Source,
    hash: blake3::Hash,
    /// The names of the files it calls.
    calls: Vec<String>,
}

impl Stock {
    pub fn new(theme: &Theme) -> Result<Self, Findings> {
        let (mut fonts, mut fonts_hash) = (Vec::new(), blake3::Hasher::new());
        for (name, font) in theme.below("fonts") {
            if !name.ends_with(".ttf") && !name.ends_with(".otf") {
                continue;
            }
            fonts_hash.update(font.file.hash.as_bytes());
            let data = Bytes::new(std::sync::Arc::clone(&font.file.bytes));
            let before = fonts.len();
            fonts.extend(Font::iter(data));
            if fonts.len() == before {
                return Err(Finding::in_file(Code::FontUnreadable, &font.path).into());
            }
        }
        let mut sheets = BTreeMap::new();
        for (name, sheet) in theme.below("sheets") {
            let Some(text) = sheet.file.text() else {
                return Err(Finding::in_file(Code::NotUtf8, &sheet.path).into());
            };
            if let Some(id) = file_id(name) {
                let source = Source::new(id, text.to_owned());
                let (path, hash, calls) = (sheet.path.clone(), sheet.file.hash, calls(&source));
                sheets.insert(name.to_owned(), SheetFile { id, path, source, hash, calls });
            }
        }
        Ok(Stock {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sheets,
            fonts_hash: fonts_hash.finalize(),
        })
    }

    /// A sheet and all it calls, directly or not, by their names; none for a sheet the theme does not have.
    fn used_by<'s>(&'s self, name: &'s str) -> BTreeSet<&'s str> {
        let known = |name: &&str| self.sheets.contains_key(*name);
        uses::reached(Some(name).filter(known), |name| {
            let calls = self.sheets.get(name).map(|sheet| &sheet.calls);
            calls.into_iter().flatten().map(String::as_str).filter(known).collect()
        })
    }

    /// Stands for all of the theme that a sheet is made with.
    pub fn hash(&self, name: &str) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fonts_hash.as_bytes());
        for name in self.used_by(name) {
            hasher.update(name.as_bytes()).update(self.sheets[name].hash.as_bytes());
        }
        hasher.finalize()
    }

    pub fn covers(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// One sheet on its way to paper, with the files it is given.
pub struct Desk<'a> {
    stock: &'a Stock,
    main: FileId,
    /// What it and those it calls are written in: what it does not call by name, it cannot depend on.
    sheets: HashMap<FileId, &'a SheetFile>,
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
        let main = stock.sheets.get(name).map(|sheet| sheet.id).ok_or_else(|| {
            Finding::of_site(Code::ThemeFileMissing).with("file", format!("sheets/{name}"))
        })?;
        let used = stock.used_by(name).into_iter().map(|name| &stock.sheets[name]);
        let sheets = used.map(|sheet| (sheet.id, sheet)).collect();
        let files =
            files.into_iter().filter_map(|(path, bytes)| Some((file_id(&path)?, bytes))).collect();
        Ok(Desk { stock, main, sheets, files })
    }

    /// The file of the theme that `id` stands for.
    pub fn written_at(&self, id: FileId) -> Option<SourcePath> {
        self.sheets.get(&id).map(|sheet| sheet.path.clone())
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The names that stand in a sheet as texts, as seen from its folder: those of the files it calls are among them.
fn calls(sheet: &Source) -> Vec<String> {
    let folder = sheet.id().get().vpath().parent();
    let (mut names, mut nodes) = (Vec::new(), vec![sheet.root()]);
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children());
        let text = SyntaxNode::cast::<ast::Str<'_>>(node).map(ast::Str::get);
        let named = text.as_deref().zip(folder.as_ref()).map(|(text, from)| from.join(text));
        names.extend(named.into_iter().flatten().map(|path| path.get_without_slash().to_owned()));
    }
    names
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
        match self.sheets.get(&id) {
            Some(sheet) => Ok(sheet.source.clone()),
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
