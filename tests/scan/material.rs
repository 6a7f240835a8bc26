//! Tokens and logs to scan.

use std::io::Write as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{NOW, SUB, header, sign};

/// The `kid` of other.env.
pub(crate) const OTHER_KID: &str = "0b7e5d19-3c42-4f6e-8a1d-97c05e2f6b38";

/// A token that is signed by nobody: quick to make, and each number makes another.
pub(crate) fn unsigned(number: usize) -> String {
    let claims = format!(r#"{{"iat":{NOW},"exp":{},"sub":"{SUB}","scp":["a:read"],"n":{number}}}"#, NOW + 300);
    let parts = [header().as_str(), &claims].map(|json| URL_SAFE_NO_PAD.encode(json));
    format!("{}.{}.{}", parts[0], parts[1], URL_SAFE_NO_PAD.encode([0x11; 64]))
}

/// A token of live-ops.env that lives five minutes from a moment on.
pub(crate) fn signed_at(iat: i64, scope: &str) -> String {
    let claims = format!(r#"{{"iat":{iat},"exp":{},"sub":"{SUB}","scp":["{scope}"]}}"#, iat + 300);
    sign(&header(), &claims)
}

/// A file in a folder of its own.
pub(crate) struct Scene {
    pub(crate) folder: tempfile::TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path as an argument.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A zstd frame of one raw block (RFC 8878, sections 3.1.1.1 and 3.1.1.2), written by hand.
pub(crate) fn zstd(content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    assert!(length < 1 << 17, "one block has at most 128 KiB");
    // The frame's header says a single segment and its size in four bytes; the block's, that it is the last and raw.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0b1010_0000];
    frame.extend(length.to_le_bytes());
    frame.extend(&(length << 3 | 1).to_le_bytes()[..3]);
    frame.extend(content);
    frame
}
