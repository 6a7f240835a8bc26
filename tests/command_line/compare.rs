//! `read --against`: two tokens, member by member.

use serde_json::{Value, json};

use super::support::{NOW, assert_visible, claims_with, good_token, header, live_ops, names, run, sign};

fn compare(first: &str, second: &str) -> Value {
    run(&["read", first, "--against", second, "--json"], b"").json()["comparison"].clone()
}

/// The relation of each member, in the order that is shown.
fn relations(part: &Value) -> Vec<(&str, &str)> {
    part.as_array()
        .unwrap()
        .iter()
        .map(|row| {
            assert_eq!(names(row), ["member", "relation", "first", "second", "note"]);
            (row["member"].as_str().unwrap(), row["relation"].as_str().unwrap())
        })
        .collect()
}

#[test]
fn a_token_is_the_same_as_itself() {
    let comparison = compare(&good_token(), &good_token());
    assert_eq!(names(&comparison), ["header", "claims", "scopes"]);
    for part in ["header", "claims"] {
        assert!(relations(&comparison[part]).iter().all(|(_, relation)| *relation == "same"));
    }
    assert_eq!(relations(&comparison["claims"]).len(), 4);
    assert_eq!(
        comparison["scopes"],
        json!({"both": ["video.services.assets:read"], "only_first": [], "only_second": []})
    );
}

#[test]
fn what_differs_and_what_is_on_one_side_only_is_named_with_both_values() {
    let first = sign(&header(), &claims_with(r#""iss":"a.example","#));
    let moved = claims_with(r#""net":false,"#).replace(&(NOW + 300).to_string(), &(NOW + 360).to_string());
    let second = sign(&header(), &moved.replace("assets:read", "channels:read"));
    let comparison = compare(&first, &second);
    let mut claims = relations(&comparison["claims"]);
    claims.sort_unstable();
    let expected = [
        ("exp", "differs"),
        ("iat", "same"),
        ("iss", "only_first"),
        ("net", "only_second"),
        ("scp", "differs"),
        ("sub", "same"),
    ];
    assert_eq!(claims, expected);
    let exp = comparison["claims"].as_array().unwrap().iter().find(|row| row["member"] == "exp").unwrap();
    assert_eq!((&exp["first"], &exp["second"]), (&json!("1763752700"), &json!("1763752760")));
    assert!(exp["note"].as_str().unwrap().contains("1 min"), "{exp}");
    assert_eq!(comparison["scopes"]["only_first"], json!(["video.services.assets:read"]));
    assert_eq!(comparison["scopes"]["only_second"], json!(["video.services.channels:read"]));
}

#[test]
fn the_order_of_scopes_is_no_difference_between_them() {
    let scopes = |list: &str| claims_with("").replace(r#"["video.services.assets:read"]"#, list);
    let first = sign(&header(), &scopes(r#"["a:read","b:read"]"#));
    let second = sign(&header(), &scopes(r#"["b:read","a:read"]"#));
    assert_eq!(
        compare(&first, &second)["scopes"],
        json!({"both": ["a:read", "b:read"], "only_first": [], "only_second": []})
    );
}

#[test]
fn the_first_token_is_judged_as_it_is_alone() {
    let (token, key) = (good_token(), live_ops());
    let alone = run(&["read", &token, "--key", &key, "--json"], b"").json();
    let mut beside =
        run(&["read", &token, "--key", &key, "--json", "--against", "eyJhbGciOiJub25lIn0.e30."], b"").json();
    assert!(beside.as_object_mut().unwrap().remove("comparison").is_some());
    assert_eq!(beside, alone);
    assert!(alone.get("comparison").is_none());
}

#[test]
fn the_text_shows_both_values_and_nothing_that_hides() {
    let hidden = sign(&header(), &claims_with(r#""iss":"b\u001b[31m\u202e","#));
    let output = run(&["read", &good_token(), "--against", &hidden], b"");
    assert!(output.stdout.contains("Claims compared"), "{}", output.stdout);
    assert!(output.stdout.lines().any(|line| line.contains("only in the second") && line.contains("iss")));
    assert_visible(&output.stdout);
}

#[test]
fn a_text_without_a_token_to_compare_with_is_refused() {
    run(&["read", &good_token(), "--against", "nothing here"], b"").assert_unusable("--against");
}
