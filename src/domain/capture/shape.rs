//! What a text without a token looks like instead.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::aside::Aside;
use super::context::Context;
use super::nothing::Nothing;
use super::segment;

/// Names the text, from the surest sign to the weakest.
pub(super) fn name(text: &str, surroundings: &Context<'_>, asides: &[Aside], empty_header: Option<usize>) -> Nothing {
    let content = text.trim_matches(|edge: char| edge.is_whitespace() || edge == '\u{feff}');
    if content.is_empty() {
        return Nothing::Blank;
    }
    if let Some(at) = empty_header {
        return Nothing::HeaderWithoutToken { line: surroundings.line_of(at) };
    }
    key(content)
        .or_else(|| json(content))
        .or_else(|| aside(asides))
        .or_else(|| surroundings.has_request().then_some(Nothing::Request))
        .or_else(|| one_line(content))
        .or_else(|| is_slicer_config(content).then_some(Nothing::SlicerConfig))
        .or_else(|| base64_of(content).map(Nothing::Base64Of))
        .unwrap_or(Nothing::Other)
}

fn key(content: &str) -> Option<Nothing> {
    let is_variable = |line: &str| {
        let line = line.trim_start().trim_start_matches("export ").trim_start();
        ["PRIVATE_B64", "KID", "SUB", "SCP"]
            .iter()
            .any(|name| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')))
    };
    if content.lines().filter(|line| is_variable(line)).count() >= 2 || content.contains("PRIVATE_B64=") {
        return Some(Nothing::KeyDotenv);
    }
    content.contains("-----BEGIN ").then_some(Nothing::KeyPem)
}

fn aside(asides: &[Aside]) -> Option<Nothing> {
    match asides.first()? {
        Aside::LegacyMsgSig { .. } => Some(Nothing::Legacy),
        Aside::OpaqueKey { .. } | Aside::OpaqueBearer { .. } => Some(Nothing::Opaque),
        Aside::SlicerApiKey { .. } => Some(Nothing::SlicerConfig),
        Aside::LeftOut { .. } => None,
    }
}

#[derive(Deserialize)]
struct Members {
    kty: Option<IgnoredAny>,
    keys: Option<IgnoredAny>,
    alg: Option<IgnoredAny>,
    typ: Option<IgnoredAny>,
    iat: Option<IgnoredAny>,
    exp: Option<IgnoredAny>,
    scp: Option<IgnoredAny>,
}

fn json(content: &str) -> Option<Nothing> {
    if !content.starts_with(['{', '[']) {
        return None;
    }
    if let Ok(members) = serde_json::from_str::<Members>(content) {
        if members.kty.is_some() || members.keys.is_some() {
            return Some(Nothing::Jwk);
        }
        let is_header = members.alg.is_some() && members.typ.is_some();
        let is_claims = members.iat.is_some() && (members.exp.is_some() || members.scp.is_some());
        return Some(if is_header || is_claims { Nothing::Decoded } else { Nothing::Json });
    }
    serde_json::from_str::<IgnoredAny>(content).is_ok().then_some(Nothing::Json)
}

fn one_line(content: &str) -> Option<Nothing> {
    const LONGEST_PATH: usize = 4096;
    let line = content.trim_matches(['"', '\'', '<', '>']);
    if line.contains(['\n', '\r']) || line.len() > LONGEST_PATH {
        return None;
    }
    if !line.contains(char::is_whitespace) && ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme)) {
        return Some(Nothing::Url);
    }
    let is_drive =
        |path: &str| matches!(path.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic());
    let starts = ["/", "~/", "./", "../", "file://", "\\\\"].iter().any(|start| line.starts_with(start));
    let ends = [".env", ".pem", ".jwk", ".key", ".der"].iter().any(|end| line.ends_with(end));
    let is_path = line.len() > 1 && (starts && !line.starts_with("//") || is_drive(line) || ends);
    is_path.then(|| Nothing::Path(line.to_owned()))
}

/// Whether the text is a Slicer's config: two of its settings or more.
#[must_use]
pub fn is_slicer_config(content: &str) -> bool {
    const SETTINGS: [&str; 7] =
        ["apikey", "slicerID", "username", "input", "card", "failover_id", "enable_remote_config"];
    let is_setting = |line: &str| line.split_once(':').is_some_and(|(name, _)| SETTINGS.contains(&name.trim()));
    content.lines().filter(|line| is_setting(line)).count() >= 2
}

/// What base64 holds, if the text is base64.
fn base64_of(content: &str) -> Option<&'static str> {
    const SHORTEST: usize = 24;
    let packed: String = content.chars().filter(|character| !character.is_whitespace()).collect();
    let is_mixed =
        packed.bytes().any(|byte| byte.is_ascii_uppercase()) && packed.bytes().any(|byte| byte.is_ascii_lowercase());
    let has_words = content.lines().any(|line| line.trim().contains(char::is_whitespace));
    if packed.len() < SHORTEST || !is_mixed || has_words {
        return None;
    }
    let bytes = segment::decode(&packed)?;
    Some(match (bytes.as_slice(), std::str::from_utf8(&bytes)) {
        (_, Ok(text)) if text.contains("-----BEGIN ") => "a PEM text",
        (_, Ok(text)) if serde_json::from_str::<IgnoredAny>(text).is_ok() => "JSON",
        (_, Ok(_)) => "a text",
        ([0x30, length, ..], _) if *length >= 0x20 => "a DER structure, such as a key",
        ([0x78, 0x01 | 0x5e | 0x9c | 0xda, ..], _) => "zlib data, as the legacy msg is",
        _ => "binary data",
    })
}
