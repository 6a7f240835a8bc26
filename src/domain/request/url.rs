//! Absolute URLs that a credential may be sent to: https, or http to this very machine.
//!
//! A strict reader of its own and not the `url` crate: that one mends what it reads (backslashes, blanks, `127.1`,
//! tabs), where a URL that a key is sent to should be taken as it is or refused with the reason; it brings a dozen
//! crates of Unicode tables as well.

// `core::net`: the types of addresses alone. `std::net` has the sockets.
use core::net::{Ipv4Addr, Ipv6Addr};

use thiserror::Error;

use super::path::{is_dot_segment, is_path_character, word_character};
use crate::domain::text::shorten;

/// Longest URL that is taken, in bytes.
const MAX_LENGTH: usize = 2048;

/// Why a URL is refused. No part of a user name or password is kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UrlError {
    /// There is nothing.
    #[error("The URL is empty")]
    Empty,
    /// It has no scheme.
    #[error("The URL does not start with https://")]
    NoScheme,
    /// A scheme that is neither https nor http.
    #[error("The URL's scheme is {}, not https", shorten(scheme, 20))]
    OtherScheme {
        /// The scheme as written.
        scheme: String,
    },
    /// Plain http to another machine.
    #[error("The URL is http, so the credential would travel unencrypted to {}", shorten(host, 80))]
    PlainHttp {
        /// The host as written.
        host: String,
    },
    /// A character that no URL holds.
    #[error("Character {position} of the URL is {}, which a URL can't hold", word_character(*character))]
    Character {
        /// Counted from 1, in characters.
        position: usize,
        /// The character.
        character: char,
    },
    /// A `%` without two hexadecimal digits.
    #[error("A % in the URL has no two hexadecimal digits behind it")]
    Escape,
    /// A user name, perhaps with a password.
    #[error("The URL has a user name in front of the host")]
    UserInfo,
    /// A query where there must be none.
    #[error("The URL has a query")]
    Query,
    /// A fragment.
    #[error("The URL has a fragment")]
    Fragment,
    /// No host, or none that is a name or an address.
    #[error("The URL's host is neither a name nor an address")]
    Host,
    /// A port that is no number from 1 to 65535.
    #[error("The URL's port is no number from 1 to 65535")]
    Port,
    /// `.` or `..` in its path.
    #[error("The URL's path has . or .. as a segment")]
    DotSegment,
    /// Over 2048 bytes.
    #[error("The URL is longer than {MAX_LENGTH} bytes")]
    TooLong,
}

impl UrlError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Empty | Self::NoScheme | Self::OtherScheme { .. } => {
                "Write the whole URL, as in https://services.uplynk.com."
            }
            Self::PlainHttp { .. } => {
                "Use https. Plain http is for a test server on this machine: localhost, 127.0.0.1 or [::1]."
            }
            Self::Character { .. } => "Take it away. A name with other letters is written as xn--….",
            Self::Escape => "Write %25 for a percent sign.",
            Self::UserInfo => "Take everything up to the @ away: a token is the only credential.",
            Self::Query => "Take the ? and what follows away: a query belongs to the call.",
            Self::Fragment => "Take the # and what follows away: it is never sent.",
            Self::Host => "Write a host such as services.uplynk.com, 127.0.0.1 or [::1].",
            Self::Port => "Write the port behind the host as in localhost:8080, or leave it out.",
            Self::DotSegment => "Write the path that is meant.",
            Self::TooLong => "Shorten it.",
        }
    }
}

/// The parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Url {
    /// `https` or `http`.
    pub(super) scheme: &'static str,
    /// Host and port, for the `Host` header.
    pub(super) authority: String,
    /// Starts with a slash, or is empty.
    pub(super) path: String,
    /// What stands behind the `?`.
    pub(super) query: Option<String>,
}

/// Reads a URL; blanks around it don't count.
pub(super) fn parse(text: &str) -> Result<Url, UrlError> {
    let text = text.trim();
    refuse_characters(text)?;
    let (scheme, rest) = text.split_once("://").ok_or(UrlError::NoScheme)?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" => "https",
        "http" => "http",
        // What is no scheme may be a user name and a password.
        other if !other.bytes().all(|byte| byte.is_ascii_alphanumeric()) => return Err(UrlError::NoScheme),
        _ => return Err(UrlError::OtherScheme { scheme: scheme.to_owned() }),
    };
    if rest.contains('#') {
        return Err(UrlError::Fragment);
    }
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query.to_owned())),
        None => (rest, None),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    refuse_brackets(text, authority)?;
    if authority.contains('@') {
        return Err(UrlError::UserInfo);
    }
    let (host, port) = split_port(authority)?;
    let loopback = is_loopback(host)?;
    if scheme == "http" && !loopback {
        return Err(UrlError::PlainHttp { host: host.to_owned() });
    }
    if path.split('/').any(is_dot_segment) {
        return Err(UrlError::DotSegment);
    }
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let authority = format!("{}{port}", host.to_ascii_lowercase());
    Ok(Url { scheme, authority, path: path.to_owned(), query })
}

fn refuse_characters(text: &str) -> Result<(), UrlError> {
    if text.is_empty() {
        return Err(UrlError::Empty);
    }
    if text.len() > MAX_LENGTH {
        return Err(UrlError::TooLong);
    }
    let allowed = |c: char| is_path_character(c) || "?#[]%".contains(c);
    if let Some((character, position)) = text.chars().zip(1..).find(|(c, _)| !allowed(*c)) {
        return Err(UrlError::Character { position, character });
    }
    let mut behind = text.split('%').skip(1);
    let is_escape = |rest: &str| rest.bytes().take_while(u8::is_ascii_hexdigit).take(2).count() == 2;
    if behind.all(is_escape) { Ok(()) } else { Err(UrlError::Escape) }
}

/// Brackets stand around an IPv6 address and nowhere else; curl takes others for patterns.
fn refuse_brackets(text: &str, authority: &str) -> Result<(), UrlError> {
    let allowed = authority.matches(['[', ']']).count();
    let mut brackets = text.chars().zip(1..).filter(|(c, _)| matches!(c, '[' | ']')).skip(allowed);
    match brackets.next() {
        Some((character, position)) => Err(UrlError::Character { position, character }),
        None => Ok(()),
    }
}

/// The host and the port; an IPv6 address keeps its brackets (RFC 3986 section 3.2.2).
fn split_port(authority: &str) -> Result<(&str, Option<u16>), UrlError> {
    let end_of_host = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None if authority.starts_with('[') => return Err(UrlError::Host),
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at(end_of_host);
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok((host, None)),
        None => Err(UrlError::Host),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => match digits.parse::<u16>() {
            Ok(port) if port > 0 => Ok((host, Some(port))),
            _ => Err(UrlError::Port),
        },
        Some(_) => Err(UrlError::Port),
    }
}

/// Whether a host is this very machine: `localhost` (RFC 6761 section 6.3), 127.0.0.0/8, `[::1]`.
fn is_loopback(host: &str) -> Result<bool, UrlError> {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().map(|address| address.is_loopback()).map_err(|_| UrlError::Host);
    }
    let mut labels = host.split('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if host.len() > 253 || !labels.clone().all(is_label) {
        return Err(UrlError::Host);
    }
    // `127.1`, `2130706433` and `0x7f.1` are addresses to some clients and names to others.
    let last = labels.next_back().unwrap_or_default();
    let numeric = last.starts_with(|c: char| c.is_ascii_digit())
        && last.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, 'x' | 'X'));
    if !numeric {
        return Ok(host.eq_ignore_ascii_case("localhost"));
    }
    host.parse::<Ipv4Addr>().map(|address| address.is_loopback()).map_err(|_| UrlError::Host)
}
