//! The catalogue of endpoints, each with the scope that it needs and how that is known.
//!
//! The vendor publishes no such list; each row says on what it rests. A path that is not in it may exist all the same.

use std::fmt;
use std::sync::LazyLock;

use super::path::PathTemplate;
use crate::domain::table::rows;

/// Which of the service's two interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Api {
    /// `/api/v4/…`: REST.
    V4,
    /// `/api2/…`: calls whose parameters travel in the token's `msg`.
    V2,
}

impl Api {
    /// The stable name, as in JSON output: `v4`, `v2`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "v4",
            Self::V2 => "v2",
        }
    }
}

/// An HTTP method (RFC 9110 section 9; PATCH: RFC 5789).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The name in a request line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of this name, in any case; blanks around it don't count.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How an endpoint and its scope are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The vendor's own page says it.
    Documented,
    /// Public client code does it.
    Reported,
    /// It follows from names and summaries; nobody has said it.
    Inferred,
}

impl Basis {
    /// The word for it, the same everywhere.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Reported => "reported",
            Self::Inferred => "inferred",
        }
    }
}

/// One row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// v4 or v2.
    pub api: Api,
    /// The HTTP method; for a v2 call GET, which is presumed.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: PathTemplate,
    /// The scope that it needs.
    pub scope: String,
    /// How that is known.
    pub basis: Basis,
}

impl Endpoint {
    /// The verb as the vendor's Python module names it: the HTTP method in upper case, or `CALL` for v2.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self.api {
            Api::V4 => self.method.as_str(),
            Api::V2 => "CALL",
        }
    }
}

/// The rows of the catalogue, in its order.
#[must_use]
pub fn catalogue() -> &'static [Endpoint] {
    static ROWS: LazyLock<Vec<Endpoint>> = LazyLock::new(read_catalogue);
    &ROWS
}

/// The row for a path as the catalogue spells it (`/api/v4/channels/{id}`) or with its parameters filled in. A row
/// that spells the path goes before one that it fits.
#[must_use]
pub fn find(api: Api, method: Method, path: &str) -> Option<&'static Endpoint> {
    let rows = || catalogue().iter().filter(|row| row.api == api && row.method == method);
    rows().find(|row| row.path.as_str() == path).or_else(|| rows().find(|row| row.path.fits(path)))
}

fn read_catalogue() -> Vec<Endpoint> {
    let text = include_str!("../../../assets/endpoints.csv");
    // A row that can't be read would be a mistake in the file; a test counts them.
    rows(text).filter_map(read_row).collect()
}

fn read_row([api, verb, path, scope, basis]: [&'static str; 5]) -> Option<Endpoint> {
    let api = match api {
        "v4" => Api::V4,
        "v2" => Api::V2,
        _ => return None,
    };
    let method = match (api, verb) {
        (Api::V2, "CALL") => Method::Get,
        (Api::V4, name) => Method::parse(name)?,
        _ => return None,
    };
    let known = [Basis::Documented, Basis::Reported, Basis::Inferred];
    Some(Endpoint {
        api,
        method,
        path: PathTemplate::parse(path).ok()?,
        scope: scope.to_owned(),
        basis: known.into_iter().find(|known| known.as_str() == basis)?,
    })
}
