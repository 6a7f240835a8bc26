//! A key file that a program, or this one, signs with.

use crate::domain::credential::{Credential, Encoding, KeyForm};
use crate::domain::key::der::Structure;
use crate::domain::mint::Wish;
use crate::domain::shell::quote;
use crate::domain::time::UnixTime;

/// A key file, as far as a program that is to read it must know it. It holds no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFile {
    path: String,
    layout: Layout,
    kid: Option<String>,
    sub: Option<String>,
}

/// How a program gets at the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A `.env` file, with base64 of a PEM in `PRIVATE_B64` (documented).
    Dotenv,
    /// A PEM file.
    Pem,
}

impl KeyFile {
    /// A key file at a path. `loaded` is the key as its file says it, `credential` with what the user has added.
    /// `None` if programs can't be expected to read it: a key that was pasted, DER, a JWK, a public key.
    #[must_use]
    pub fn new(path: &str, loaded: &Credential, credential: &Credential) -> Option<Self> {
        let layout = match loaded.form() {
            KeyForm::Dotenv(Encoding::Base64Pem, Structure::Pkcs8 | Structure::Sec1) => Layout::Dotenv,
            KeyForm::File(Encoding::Pem, Structure::Pkcs8 | Structure::Sec1) => Layout::Pem,
            _ => return None,
        };
        // A program reads identity and owner from the .env file, so that a new file is enough after a new revision.
        let unless_in_file = |in_file: Option<&str>, value: Option<&str>| {
            let in_file = layout == Layout::Dotenv && in_file == value;
            value.filter(|_| !in_file).map(str::to_owned)
        };
        credential.kid()?;
        credential.sub()?;
        Some(Self {
            path: path.to_owned(),
            layout,
            kid: unless_in_file(loaded.kid(), credential.kid()),
            sub: unless_in_file(loaded.sub(), credential.sub()),
        })
    }

    /// The path as given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    /// The key ID, if it is not to be read from the file.
    pub(super) fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The owner, if it is not to be read from the file.
    pub(super) fn sub(&self) -> Option<&str> {
        self.sub.as_deref()
    }

    /// The shell command that fills the environment variable with a token made by this program.
    pub(super) fn mint_command(&self, wish: &Wish) -> String {
        let mut words = vec![format!("--key {}", quote(&self.path))];
        let mut option = |name: &str, value: Option<&str>| {
            words.extend(value.map(|value| format!("--{name} {}", quote(value))));
        };
        option("kid", self.kid());
        option("sub", self.sub());
        for scope in &wish.scopes {
            option("scope", Some(scope));
        }
        option("nbf", wish.nbf.map(UnixTime::to_rfc3339).as_deref());
        option("iss", given(&wish.iss));
        option("msg", given(&wish.msg));
        if wish.net {
            words.push("--net".to_owned());
        }
        format!("UPLYNK_JWT=$(token-debugger mint {})", words.join(" "))
    }
}

/// The text, unless it is blank.
fn given(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}
