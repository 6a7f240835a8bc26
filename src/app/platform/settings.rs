//! The settings file, in the platform's folder for configuration. It is replaced in one step; a broken one is set
//! aside, not overwritten.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::app::settings::Settings;

const FOLDER: &str = "token-debugger";
const NAME: &str = "settings.json";

/// Largest settings file that is read, in bytes.
const MOST_BYTES: u64 = 64 * 1024;

/// What reading the settings gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The settings, or those of a first start.
    pub settings: Settings,
    /// Why the file was set aside, if it was, and where it is now.
    pub set_aside: Option<String>,
    /// Where they are to be saved, if the platform has a place for them.
    pub path: Option<PathBuf>,
}

/// The file's place; nothing if the platform names no folder.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let folder = config_folder()?;
    Some(folder.join(FOLDER).join(NAME))
}

/// Reads the settings. None are those of a first start; broken ones are set aside.
#[must_use]
pub fn load(path: &Path) -> Loaded {
    let loaded = |settings, set_aside| Loaded { settings, set_aside, path: Some(path.to_owned()) };
    let size = std::fs::metadata(path).map(|metadata| metadata.len());
    let text = match size {
        Err(_) => return loaded(Settings::default(), None),
        Ok(size) if size > MOST_BYTES => Err(format!("it has {size} bytes")),
        Ok(_) => std::fs::read_to_string(path).map_err(|error| error.kind().to_string()),
    };
    match text.and_then(|text| Settings::parse(&text)) {
        Ok(settings) => loaded(settings, None),
        Err(reason) => loaded(Settings::default(), Some(set_aside(path, &reason))),
    }
}

/// Writes the text of the settings beside the old one and puts it in its place.
///
/// # Errors
/// The operating system's reason; the old file is then as it was.
pub fn save(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().ok_or(std::io::ErrorKind::NotFound)?;
    std::fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn set_aside(path: &Path, reason: &str) -> String {
    let aside = path.with_extension("json.broken");
    match std::fs::rename(path, &aside) {
        Ok(()) => format!("{reason}; it is now {}", aside.display()),
        Err(_) => reason.to_owned(),
    }
}

/// XDG Base Directory Specification on Linux; the customary places elsewhere.
fn config_folder() -> Option<PathBuf> {
    let of_variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return of_variable("APPDATA");
    }
    let home = std::env::home_dir();
    if cfg!(target_os = "macos") {
        return home.map(|home| home.join("Library/Application Support"));
    }
    of_variable("XDG_CONFIG_HOME").or_else(|| home.map(|home| home.join(".config")))
}
