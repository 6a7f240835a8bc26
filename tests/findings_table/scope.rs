//! Scope: what `scp` holds, what the loaded key grants, what the published table lists.

use token_debugger::domain::signature::Status;

use crate::case::Case;
use crate::token_support::{live_granting, quoted, valid};

pub(crate) fn cases() -> Vec<Case> {
    [arrays(), entries(), grants(), spellings(), overlaps()].concat()
}

fn with(name: &'static str, scp: &str) -> Case {
    Case::new(name, valid().claim("scp", scp).signed())
}

fn asking(name: &'static str, scopes: &[&str]) -> Case {
    with(name, &format!("[{}]", scopes.iter().map(|scope| quoted(scope)).collect::<Vec<_>>().join(",")))
}

fn arrays() -> Vec<Case> {
    vec![
        Case::new("no scp", valid().without_claim("scp").signed()).error(
            "scp_missing",
            "/claims/scp",
            "There is no scp",
        ),
        with("scp a string", "\"video.services.assets:read\"").error(
            "scp_not_array",
            "/claims/scp",
            "scp is the string “video.services.assets:read”, not an array",
        ),
        with("scp an object", "{}").error("scp_not_array", "/claims/scp", "scp is an object, not an array"),
        with("scp empty", "[]").warning("scp_empty", "/claims/scp", "scp is empty"),
    ]
}

fn entries() -> Vec<Case> {
    vec![
        with("a number among the scopes", r#"["video.services.assets:read",7]"#).error(
            "scope_not_string",
            "/claims/scp/1",
            "Entry 2 of scp is the number 7, not a string",
        ),
        with("an array in the array", r#"[["video.services.assets:read"]]"#).error(
            "scope_not_string",
            "/claims/scp/0",
            "Entry 1 of scp is an array",
        ),
        asking("a blank in front", &[" video.services.assets:read"]).error(
            "scope_whitespace",
            "/claims/scp/0",
            "white space in the scope “ video.services.assets:read”",
        ),
        asking("two scopes in one entry", &["video.services.assets:read video.services.channels:read"]).error(
            "scope_whitespace",
            "/claims/scp/0",
            "white space in the scope",
        ),
        asking("an empty entry", &[""]).error("scope_not_granted", "/claims/scp/0", "does not grant").warning(
            "scope_not_listed",
            "/claims/scp/0",
            "is not in the published table",
        ),
    ]
}

fn grants() -> Vec<Case> {
    let read = "video.services.assets:read";
    vec![
        asking("a scope that is not granted", &[read, "video.services.le:read"]).error(
            "scope_not_granted",
            "/claims/scp/1",
            "This key does not grant video.services.le:read",
        ),
        asking("a scope, no key loaded", &["video.services.le:read"]).without_key().status(Status::NotChecked).info(
            "signature_not_checked",
            "signature",
            "no key is loaded",
        ),
        asking("a scope that the granted area covers", &[read]).with_key(live_granting(&["video.services.assets"])),
        asking("a sub-area's scope", &["video.services.assets.libraries:read"])
            .with_key(live_granting(&["video.services.assets"])),
        asking("an admin scope of a granted area", &["video.services.assets.libraries.users:admin"])
            .with_key(live_granting(&["video.services.assets"]))
            .error("scope_not_granted", "/claims/scp/0", "does not grant video.services.assets.libraries.users:admin"),
        asking("the whole area where reading is granted", &["video.services.assets"]).error(
            "scope_not_granted",
            "/claims/scp/0",
            "does not grant video.services.assets",
        ),
        asking("a key without scopes", &[read]).with_key(live_granting(&[])).error(
            "scope_not_granted",
            "/claims/scp/0",
            "does not grant video.services.assets:read",
        ),
    ]
}

fn spellings() -> Vec<Case> {
    let public = "video.services.failover-groups:read";
    vec![
        asking("a granted scope outside the table", &[public]).with_key(live_granting(&[public])).warning(
            "scope_not_listed",
            "/claims/scp/0",
            "video.services.failover-groups:read is not in the published table",
        ),
        asking("a misspelled scope", &["video.services.asets:read"])
            .error("scope_not_granted", "/claims/scp/0", "does not grant video.services.asets:read")
            .warning("scope_not_listed", "/claims/scp/0", "video.services.asets:read is not in the published table"),
    ]
}

fn overlaps() -> Vec<Case> {
    let (area, read) = ("video.services.assets", "video.services.assets:read");
    let libraries = "video.services.assets.libraries:read";
    vec![
        asking("a scope twice", &[read, read]).info(
            "scope_duplicate",
            "/claims/scp/1",
            "video.services.assets:read stands more than once",
        ),
        asking("an area and its reading", &[area, read]).with_key(live_granting(&[area])).info(
            "scope_redundant",
            "/claims/scp/1",
            "video.services.assets:read is already covered by video.services.assets",
        ),
        asking("an area behind its sub-area", &[libraries, area]).with_key(live_granting(&[area])).info(
            "scope_redundant",
            "/claims/scp/0",
            "video.services.assets.libraries:read is already covered by",
        ),
        // That a bare area covers sub-areas is documented for assets and ingest only.
        asking(
            "an area that is presumed to cover",
            &["video.services.channels", "video.services.channels.blackout:read"],
        )
        .with_key(live_granting(&["video.services.channels"])),
    ]
}
