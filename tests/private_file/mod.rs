//! Key fixtures as a careful user keeps them: a checkout is open to other users, and that is warned of.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The path of a copy of a good key file that only its owner may read.
pub(crate) fn private_copy(name: &str) -> PathBuf {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys/good").join(name);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("private-keys");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    // Tests run at once: the copy is put into its place whole. Temporary files are of their owner alone.
    let mut copy = tempfile::NamedTempFile::new_in(&folder).unwrap();
    copy.write_all(&fs::read(fixture).unwrap()).unwrap();
    copy.persist(&path).unwrap();
    path
}
