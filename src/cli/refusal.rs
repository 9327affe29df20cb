//! Why the disk refused, in words one can act upon.
//!
//! May use: messages

use std::io::{Error, ErrorKind};

use crate::messages::NOTHING;

/// What Windows says of a file that another program has open.
const SHARING_VIOLATION: i32 = 32;
const LOCK_VIOLATION: i32 = 33;

/// The word by which the sentence `failure-write` chooses its reason and its help.
pub fn why(cause: &Error, windows: bool) -> &'static str {
    use ErrorKind as Kind;
    if windows && matches!(cause.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION)) {
        return "open";
    }
    match cause.kind() {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => "full",
        // Windows says the same of a file that is open and of one that may not be written.
        Kind::PermissionDenied if windows => "open-or-denied",
        Kind::PermissionDenied => "denied",
        Kind::ReadOnlyFilesystem => "read-only",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "open",
        Kind::AlreadyExists
        | Kind::IsADirectory
        | Kind::NotADirectory
        | Kind::DirectoryNotEmpty => "in-the-way",
        Kind::CrossesDevices => "other-disk",
        _ => NOTHING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_speaks_of_programs_that_have_a_file_open() {
        assert_eq!(why(&Error::from_raw_os_error(32), true), "open");
        assert_eq!(why(&ErrorKind::PermissionDenied.into(), true), "open-or-denied");
        assert_eq!(why(&ErrorKind::PermissionDenied.into(), false), "denied");
        // Elsewhere the number means something else.
        assert_ne!(why(&Error::from_raw_os_error(32), false), "open");
    }

    #[test]
    fn a_full_disk_a_used_up_share_and_a_read_only_one_are_told_apart() {
        assert_eq!(why(&ErrorKind::StorageFull.into(), false), "full");
        assert_eq!(why(&ErrorKind::QuotaExceeded.into(), false), "full");
        assert_eq!(why(&ErrorKind::ReadOnlyFilesystem.into(), false), "read-only");
    }
}
