//! A Scoped API key as far as its file tells: the key, its identifier, its owner, what it is granted.

mod content;
mod error;
mod form;
mod material;
mod note;
mod read;

use super::key::{KeyHalf, SigningKey, VerifyingKey};
use super::shell::quote;
use super::text::is_hidden;

pub use content::Content;
pub use error::{KeyFileError, RequiredVariable};
pub use form::{Encoding, KeyForm};
pub use note::KeyNote;
pub use read::{looks_like_key, may_be_secret, read_key};

/// Longest key file that is read, in bytes: a hundred times what a key has.
pub const MAX_KEY_FILE: u64 = 64 * 1024;

/// The service's root where a key file names none (documented).
pub const DEFAULT_ROOT_URL: &str = "https://services.uplynk.com";

const SAMPLE_SCOPES: [&str; 3] =
    ["video.services.assets:read", "video.services.channels:read", "video.services.ingest.slicer:ops"];

/// What is known of a Scoped API key. `Debug` shows no private part.
#[derive(Clone, Debug)]
pub struct Credential {
    name: String,
    identity: Identity,
    root_url: String,
    form: KeyForm,
    key: KeyHalf,
    // What the file itself gave cause to; `notes` has what follows from the identity as well.
    file_notes: Vec<KeyNote>,
    notes: Vec<KeyNote>,
}

/// Who a key belongs to and what it may do; what the file doesn't say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Identity {
    kid: Option<String>,
    sub: Option<String>,
    scopes: Option<Vec<String>>,
}

impl Credential {
    fn new(name: &str, key: KeyHalf, form: KeyForm, identity: Identity) -> Self {
        let credential = Self {
            name: name.to_owned(),
            identity,
            root_url: DEFAULT_ROOT_URL.to_owned(),
            form,
            key,
            file_notes: Vec::new(),
            notes: Vec::new(),
        };
        credential.with_current_notes()
    }

    /// A key to try the program with: made of 32 random bytes, known to no service. `None` when the bytes are zero or
    /// not below the order of the curve, which chance does not do; draw again.
    #[must_use]
    pub fn sample(random: &[u8; 32]) -> Option<Self> {
        let key = KeyHalf::Private(SigningKey::from_scalar(random)?);
        let identity = Identity {
            kid: Some("sample-key".to_owned()),
            sub: Some("sample-owner".to_owned()),
            scopes: Some(SAMPLE_SCOPES.map(str::to_owned).to_vec()),
        };
        Some(Self::new("Sample key", key, KeyForm::Sample, identity))
    }

    /// The name to show: that of the file, "Pasted key" or "Sample key".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's identifier.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.identity.kid.as_deref()
    }

    /// The owner's identifier.
    #[must_use]
    pub fn sub(&self) -> Option<&str> {
        self.identity.sub.as_deref()
    }

    /// The granted scopes, each once, in the file's order. `None` when they are not known: a PEM says nothing of them.
    #[must_use]
    pub fn scopes(&self) -> Option<&[String]> {
        self.identity.scopes.as_deref()
    }

    /// The service's root, without a slash at its end.
    #[must_use]
    pub fn root_url(&self) -> &str {
        &self.root_url
    }

    /// In which form the key was found.
    #[must_use]
    pub fn form(&self) -> KeyForm {
        self.form
    }

    /// Whether this is the sample key.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.form == KeyForm::Sample
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        self.key.verifying_key()
    }

    /// The private half. `None`: a public key alone, which reads tokens and can't make them.
    #[must_use]
    pub fn signing_key(&self) -> Option<&SigningKey> {
        self.key.signing_key()
    }

    /// The same without the private half: all that is needed to read tokens.
    #[must_use]
    pub fn public_half(&self) -> Self {
        Self { key: KeyHalf::Public(self.verifying_key().clone()), ..self.clone() }.with_current_notes()
    }

    /// Whether every token is judged the same with both: they are of one key, and what is known of it is the same.
    #[must_use]
    pub fn judges_like(&self, other: &Self) -> bool {
        self.verifying_key() == other.verifying_key() && self.identity == other.identity
    }

    /// The public half's fingerprint, see [`VerifyingKey::fingerprint`].
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.verifying_key().fingerprint()
    }

    /// What is worth knowing about the key: problems that don't stop it from being used.
    #[must_use]
    pub fn notes(&self) -> &[KeyNote] {
        &self.notes
    }

    /// Fills in what a file doesn't say, and replaces what it says, by every argument that is `Some`. Blanks around an
    /// identifier are dropped, and an empty one changes nothing.
    #[must_use]
    pub fn with_identity(mut self, kid: Option<String>, sub: Option<String>, scopes: Option<Vec<String>>) -> Self {
        let given = |value: Option<String>| value.and_then(|value| read::non_empty(&value));
        self.identity.kid = given(kid).or(self.identity.kid);
        self.identity.sub = given(sub).or(self.identity.sub);
        self.identity.scopes =
            scopes.map(|scopes| read::tidy_scopes(scopes.iter().map(String::as_str))).or(self.identity.scopes);
        self.with_current_notes()
    }

    /// Notes that the key's file is open to other users, which matters for a private key. `path` is where it is, if that
    /// can be written in a command.
    #[must_use]
    pub fn with_open_file(mut self, path: Option<&str>) -> Self {
        if self.signing_key().is_none() {
            return self;
        }
        let path = path.filter(|path| !path.chars().any(is_hidden));
        let command = path.map_or_else(|| "chmod 600".to_owned(), |path| format!("chmod 600 {}", quote(path)));
        self.file_notes.push(KeyNote::OpenToOthers { command });
        self.with_current_notes()
    }

    fn with_root_url(mut self, root_url: &str) -> Self {
        root_url.clone_into(&mut self.root_url);
        self
    }

    fn with_file_notes(mut self, notes: Vec<KeyNote>) -> Self {
        self.file_notes = notes;
        self.with_current_notes()
    }

    fn with_current_notes(mut self) -> Self {
        let scopes = match self.scopes() {
            None => Some(KeyNote::ScopesUnknown),
            Some([]) => Some(KeyNote::ScopesEmpty),
            Some(_) => None,
        };
        let from_identity = [
            self.is_sample().then_some(KeyNote::Sample),
            self.signing_key().is_none().then_some(KeyNote::PublicKeyOnly),
            self.kid().is_none().then_some(KeyNote::KidMissing),
            self.sub().is_none().then_some(KeyNote::SubMissing),
            scopes,
        ];
        self.notes = from_identity.into_iter().flatten().chain(self.file_notes.iter().cloned()).collect();
        self
    }
}
