//! What is worth knowing about a key that can be used.

use std::borrow::Cow;

use crate::domain::finding::Severity;

/// Something about a key that doesn't stop it from being used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyNote {
    /// A public key alone.
    #[error("The file holds the public key alone")]
    PublicKeyOnly,
    /// The file doesn't say the key's identifier, as a PEM file doesn't.
    #[error("The file doesn't name the key ID (kid)")]
    KidMissing,
    /// The file doesn't say the owner.
    #[error("The file doesn't name the owner (sub)")]
    SubMissing,
    /// The file doesn't say the granted scopes.
    #[error("The file doesn't name the granted scopes")]
    ScopesUnknown,
    /// The list of granted scopes is empty.
    #[error("The list of granted scopes is empty")]
    ScopesEmpty,
    /// A variable of a `.env` file that stands there twice. The last one counts, as in a shell.
    #[error("{name} stands on lines {first} and {last}, and the last one counts")]
    DuplicateVariable {
        /// Its name, one of those that the file is known to have.
        name: &'static str,
        /// The line of the first, counted from 1.
        first: usize,
        /// The line of the last.
        last: usize,
    },
    /// A root URL without TLS.
    #[error("ROOT_URL starts with http, so tokens would travel unencrypted")]
    RootUrlNotHttps,
    /// A root URL that is no URL of a server. The default is used in its place.
    #[error("ROOT_URL is not an http or https URL, and the default is used")]
    RootUrlInvalid,
    /// The file's permissions let other users of the machine do something with it.
    #[error("The key file is open to other users of this machine")]
    OpenToOthers {
        /// The command that shuts it.
        command: String,
    },
    /// The sample key.
    #[error("This is a sample key, which the service doesn't know")]
    Sample,
}

impl KeyNote {
    /// A stable name of the case, in snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PublicKeyOnly => "key_public_only",
            Self::KidMissing => "key_kid_missing",
            Self::SubMissing => "key_sub_missing",
            Self::ScopesUnknown => "key_scopes_unknown",
            Self::ScopesEmpty => "key_scopes_empty",
            Self::DuplicateVariable { .. } => "dotenv_duplicate_variable",
            Self::RootUrlNotHttps => "root_url_not_https",
            Self::RootUrlInvalid => "root_url_invalid",
            Self::OpenToOthers { .. } => "key_file_open_to_others",
            Self::Sample => "key_sample",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::PublicKeyOnly | Self::Sample => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// One sentence, with the values in it.
    #[must_use]
    pub fn message(&self) -> String {
        self.to_string()
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::PublicKeyOnly => "It verifies tokens. To make tokens, load the private key.",
            Self::KidMissing => "Enter the key ID that the CMS shows for this key, or load its .env file.",
            Self::SubMissing => "Enter the owner ID that the CMS shows for this key, or load its .env file.",
            Self::ScopesUnknown => "Add the scopes that the CMS shows for this key, or load its .env file.",
            Self::ScopesEmpty => "Grant scopes to the key in the CMS and download its .env file again.",
            Self::DuplicateVariable { .. } => "Remove the line that is out of date.",
            Self::RootUrlNotHttps => "Use an https URL, unless this is a test server of your own.",
            Self::RootUrlInvalid => "Write ROOT_URL=https://services.uplynk.com, or remove the line.",
            Self::OpenToOthers { command } => return format!("Keep it to yourself with {command}").into(),
            Self::Sample => "Load a key of your own to make tokens that the service accepts.",
        })
    }
}
