//! The service's root: where a request with a credential may go.

use std::fmt;

use super::url::{self, Url, UrlError};

/// The root of a service, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(Url);

impl Root {
    /// Reads a root. Only https is taken, and http to this very machine (`localhost`, 127.0.0.0/8, `[::1]`).
    ///
    /// # Errors
    /// [`UrlError`] for anything else, and for a user name, a query, a fragment, a character that no URL holds.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let mut url = url::parse(text)?;
        if url.query.is_some() {
            return Err(UrlError::Query);
        }
        let length = url.path.trim_end_matches('/').len();
        url.path.truncate(length);
        Ok(Self(url))
    }

    /// The scheme: `https` or `http`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.0.scheme
    }

    /// Host and port, as the `Host` header has them.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.0.authority
    }

    /// The path in front of every call's own path; empty for most roots.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.authority(), self.path())
    }
}
