//! Scopes: the published table, what covers what, the nearest listed spelling.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::scope::{Coverage, SLICER_SCOPE, catalogue, coverage, coverage_by, find, nearest, split};

/// The rows of a CSV text (RFC 4180) of which no field has a quote or a line break in it.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let fields = |line: &str| {
        // Outside quotes a comma ends a field: the even pieces between quotes are outside.
        let pieces = line.split('"').enumerate();
        let marked: String = pieces
            .map(|(place, piece)| if place % 2 == 0 { piece.replace(',', "\u{1f}") } else { piece.to_owned() })
            .collect();
        marked.split('\u{1f}').map(str::to_owned).collect()
    };
    csv.lines().map(fields).collect()
}

#[test]
fn the_catalogue_is_the_published_table() {
    let rows = rows(include_str!("../assets/scopes.csv"));
    assert_eq!(rows[0], ["area", "label", "scope", "summary"]);
    let table: Vec<[&str; 4]> = catalogue().iter().map(|row| [row.area, row.label, row.scope, row.summary]).collect();
    assert_eq!(table.len(), 41);
    assert_eq!(rows[1..], table);
    assert!(rows.iter().all(|row| row.len() == 4 && row.iter().all(|field| !field.is_empty())));
}

#[test]
fn every_listed_scope_is_found_and_is_its_own_nearest() {
    for row in catalogue() {
        assert_eq!(find(row.scope), Some(row));
        assert_eq!(nearest(row.scope), Some(row));
    }
    assert!(find(SLICER_SCOPE).is_some());
    assert_eq!(find("video.services.assets:admin"), None);
    assert_eq!(find("VIDEO.SERVICES.ASSETS"), None);
}

#[test]
fn no_scope_is_listed_twice() {
    for row in catalogue() {
        assert_eq!(catalogue().iter().filter(|other| other.scope == row.scope).count(), 1, "{}", row.scope);
    }
}

/// Documented: a bare area covers its `:read` and `:write`, and for assets and ingest those of its sub-areas. Presumed:
/// sub-areas of the others. Never: `:admin`, `:ops`, the other direction, or an area that only begins alike.
#[test]
fn what_covers_what() {
    use Coverage::{Documented, No, Presumed, Same};
    for (of, wanted, expected) in [
        ("video.services.assets", "video.services.assets", Same),
        ("video.services.assets:read", "video.services.assets:read", Same),
        ("video.services.assets", "video.services.assets:read", Documented),
        ("video.services.assets", "video.services.assets:write", Documented),
        ("video.services.ads", "video.services.ads:write", Documented),
        ("video.services.assets", "video.services.assets.libraries:read", Documented),
        ("video.services.assets", "video.services.assets.libraries:write", Documented),
        ("video.services.ingest", "video.services.ingest.slicer:write", Documented),
        ("video.services.ingest", "video.services.ingest.cloudslicer.live:read", Documented),
        ("video.services.channels", "video.services.channels:read", Documented),
        ("video.services.channels", "video.services.channels.blackout:read", Presumed),
        ("video.services.channels", "video.services.channels.schedule:write", Presumed),
        ("video.services.workspace", "video.services.workspace.api-key:read", Presumed),
        ("video.services.linear-playlists", "video.services.linear-playlists.smartstart:write", Presumed),
        // Never an administrator's or an operator's.
        ("video.services.assets", "video.services.assets.libraries.users:admin", No),
        ("video.services.assets", "video.services.assets:admin", No),
        ("video.services.ingest", "video.services.ingest.slicer:ops", No),
        ("video.services.workspace", "video.services.workspace.api-key:admin", No),
        // A part doesn't cover the whole, nor one verb another.
        ("video.services.assets:read", "video.services.assets", No),
        ("video.services.assets:read", "video.services.assets:write", No),
        ("video.services.assets:write", "video.services.assets:read", No),
        ("video.services.assets:read", "video.services.assets.libraries:read", No),
        ("video.services.assets.libraries:read", "video.services.assets:read", No),
        // The name of an area ends at a dot or a colon.
        ("video.services.le", "video.services.lease:read", No),
        ("video.services.le", "video.services.linear-playlists:read", No),
        ("video.services.ads", "video.services.assets:read", No),
        // What all areas have in front is no area.
        ("video.services", "video.services.assets:read", No),
        ("video", "video.services.assets:read", No),
        ("", "video.services.assets:read", No),
        ("", "", Same),
        ("video.services.assets:", "video.services.assets:read", No),
        ("video.services.assets ", "video.services.assets:read", No),
        ("Video.Services.Assets", "video.services.assets:read", No),
    ] {
        assert_eq!(coverage(of, wanted), expected, "{of} {wanted}");
    }
}

/// "Live Events - Ops" is listed without a colon, and so reads like a sub-area: no more is known than for the others.
#[test]
fn that_live_events_cover_their_operator_scope_is_not_called_documented() {
    assert_eq!(coverage("video.services.le", "video.services.le.ops"), Coverage::Presumed);
    assert_eq!(coverage("video.services.le.ops", "video.services.le.ops"), Coverage::Same);
}

#[test]
fn the_best_of_the_granted_scopes_counts() {
    let by = |granted: &[&str], wanted: &str| {
        coverage_by(&granted.iter().map(|scope| (*scope).to_owned()).collect::<Vec<_>>(), wanted)
    };
    let wanted = "video.services.channels.blackout:read";
    assert_eq!(by(&["video.services.channels"], wanted), Coverage::Presumed);
    assert_eq!(by(&["video.services.channels", "video.services.channels.blackout"], wanted), Coverage::Documented);
    assert_eq!(by(&["video.services.channels", wanted], wanted), Coverage::Same);
    assert_eq!(by(&["video.services.assets"], wanted), Coverage::No);
    assert_eq!(by(&[], wanted), Coverage::No);
}

/// Spellings of public clients that the published table has in another way.
#[test]
fn the_nearest_listed_spelling_of_what_public_clients_write() {
    for (public, listed) in [
        ("video.services.ingest.slicer.cloudslicer.live:read", "video.services.ingest.cloudslicer.live:read"),
        ("video.services.failover-groups:read", "video.services.ingest.failover-groups:read"),
        ("video.services.libraries:read", "video.services.assets.libraries:read"),
        ("video.services.workspace.api_key:read", "video.services.workspace.api-key:read"),
        // Of the listed scopes only this one is for something live below ingest, and reads.
        ("video.services.ingest.smartplay.live:read", "video.services.ingest.cloudslicer.live:read"),
    ] {
        assert_eq!(find(public), None, "{public}");
        assert_eq!(nearest(public).map(|row| row.scope), Some(listed), "{public}");
    }
}

#[test]
fn the_nearest_listed_spelling_of_a_slip() {
    for (slip, listed) in [
        ("video.services.asets:read", "video.services.assets:read"),
        ("video.service.assets:write", "video.services.assets:write"),
        ("video.services.assets.read", "video.services.assets:read"),
        ("video.services.assets:reed", "video.services.assets:read"),
        ("services.assets:read", "video.services.assets:read"),
        ("video.services.ingest.slicer:opps", "video.services.ingest.slicer:ops"),
        ("Video.Services.Channels:Read", "video.services.channels:read"),
        ("video.services.le:ops", "video.services.le.ops"),
    ] {
        assert_eq!(nearest(slip).map(|row| row.scope), Some(listed), "{slip}");
    }
}

#[test]
fn what_is_near_no_scope_has_no_nearest() {
    for text in [
        "",
        "openid",
        "read:users",
        "video.services.bogus:read",
        "https://www.googleapis.com/auth/userinfo.email",
        &"video.".repeat(30),
    ] {
        assert_eq!(nearest(text), None, "{text}");
    }
}

#[test]
fn a_scope_is_split_at_its_first_colon() {
    assert_eq!(split("video.services.assets:read"), ("video.services.assets", Some("read")));
    assert_eq!(split("video.services.assets"), ("video.services.assets", None));
    assert_eq!(split("a:b:c"), ("a", Some("b:c")));
    assert_eq!(split(""), ("", None));
    assert_eq!(split(":"), ("", Some("")));
}
