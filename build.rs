//! Gives the crate a hash of its own sources (`BANBAO_SOURCES`), so that a changed program never takes the
//! pictures and PDFs of another one for its own. Names and contents only: no path of this machine, no time.

#![expect(clippy::disallowed_methods, reason = "a build script reads the sources it stands for")]

use std::fs;
use std::path::Path;

fn main() {
    let mut hasher = blake3::Hasher::new();
    for source in ["src", "Cargo.toml", "Cargo.lock", "build.rs"] {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hasher);
    }
    println!("cargo::rustc-env=BANBAO_SOURCES={}", hasher.finalize().to_hex());
}

/// A file, or a folder with all that is in it in the order of the names.
fn add(path: &Path, hasher: &mut blake3::Hasher) {
    let Ok(entries) = fs::read_dir(path) else {
        // The lock file is not part of every distribution.
        let bytes = fs::read(path).unwrap_or_default();
        let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
        hasher.update(parts.collect::<Vec<_>>().join("/").as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        return;
    };
    let mut inner: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    inner.sort();
    inner.iter().for_each(|path| add(path, hasher));
}
