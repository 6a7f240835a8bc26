//! Two tokens side by side.

use token_debugger::domain::comparison::{Comparison, Relation, Row, compare};
use token_debugger::domain::token::ParsedToken;

use crate::token_support::{Draft, EXP, OTHER_KID, quoted, valid};

fn compared(first: &Draft, second: &Draft) -> Comparison {
    compare(&ParsedToken::parse(&first.signed()), &ParsedToken::parse(&second.signed()))
}

fn row<'a>(rows: &'a [Row], name: &str) -> &'a Row {
    rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn a_member_is_the_same_or_differs_or_is_on_one_side() {
    let first = valid().claim("iss", quoted("a.example")).claim("net", "false");
    let second = valid().claim("iss", quoted("b.example")).claim("nbf", EXP - 60).header("kid", &quoted(OTHER_KID));
    let comparison = compared(&first, &second);
    let relation = |rows: &[Row], name: &str| row(rows, name).relation;
    assert_eq!(relation(&comparison.header, "alg"), Relation::Same);
    assert_eq!(relation(&comparison.header, "kid"), Relation::Differs);
    assert_eq!(relation(&comparison.claims, "iss"), Relation::Differs);
    assert_eq!(relation(&comparison.claims, "net"), Relation::OnlyFirst);
    assert_eq!(relation(&comparison.claims, "nbf"), Relation::OnlySecond);
    let iss = row(&comparison.claims, "iss");
    assert_eq!((iss.first.as_deref(), iss.second.as_deref()), (Some("\"a.example\""), Some("\"b.example\"")));
    assert_eq!(row(&comparison.claims, "net").second, None);
    assert_eq!(row(&comparison.claims, "nbf").first, None);
    // Those of the first in its order, then what only the second has; each once.
    let names: Vec<&str> = comparison.claims.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["iat", "exp", "sub", "scp", "iss", "net", "nbf"]);
}

#[test]
fn blanks_between_the_parts_of_a_value_are_no_difference() {
    let comparison = compared(&valid().claim("msg", r#"{ "a" : [ 1 ] }"#), &valid().claim("msg", r#"{"a":[1]}"#));
    assert_eq!(row(&comparison.claims, "msg").relation, Relation::Same);
    let spelled = compared(&valid().claim("iss", quoted("a b")), &valid().claim("iss", quoted("ab")));
    assert_eq!(row(&spelled.claims, "iss").relation, Relation::Differs);
}

#[test]
fn times_say_how_much_later_the_second_is() {
    let note = |name: &str, second: i64| {
        let comparison = compared(&valid().claim(name, EXP), &valid().claim(name, second));
        row(&comparison.claims, name).note.clone()
    };
    for name in ["iat", "exp", "nbf"] {
        assert_eq!(note(name, EXP + 300).as_deref(), Some("5 min later"), "{name}");
        assert_eq!(note(name, EXP + 1).as_deref(), Some("1 s later"), "{name}");
        assert_eq!(note(name, EXP - 12).as_deref(), Some("12 s earlier"), "{name}");
        assert_eq!(note(name, EXP), None, "{name}");
    }
    assert_eq!(note("other", EXP + 300), None);
    let no_number = compared(&valid().claim("exp", quoted("soon")), &valid());
    assert_eq!(row(&no_number.claims, "exp").note, None);
}

#[test]
fn scopes_are_compared_as_sets_in_the_order_of_their_token() {
    let scp = |list: &str| valid().claim("scp", list);
    let sets = compared(&scp(r#"["c","a","b","a"]"#), &scp(r#"["d","b","a","d"]"#)).scopes;
    assert_eq!(sets.both, ["a", "b"]);
    assert_eq!(sets.only_first, ["c"]);
    assert_eq!(sets.only_second, ["d"]);
}

#[test]
fn what_can_not_be_read_counts_as_absent() {
    let good = ParsedToken::parse(&valid().signed());
    let comparison = compare(&good, &ParsedToken::parse("eyJ*.bm90IGpzb24.AA"));
    assert!(comparison.claims.iter().chain(&comparison.header).all(|row| row.relation == Relation::OnlyFirst));
    assert_eq!((comparison.header.len(), comparison.claims.len()), (3, 4));
    assert_eq!(comparison.scopes.only_first, ["video.services.assets:read"]);
    let nothing = ParsedToken::parse("");
    assert!(compare(&nothing, &nothing).claims.is_empty());
}

#[test]
fn a_flood_of_members_is_cut() {
    let many = |prefix: &str| {
        let members: Vec<String> = (0..600).map(|place| format!("\"{prefix}{place}\":1")).collect();
        let scopes: Vec<String> = (0..600).map(|place| format!("\"{prefix}{place}\"")).collect();
        let claims = format!("{{\"scp\":[{}],{}}}", scopes.join(","), members.join(","));
        ParsedToken::parse(&crate::token_support::compact(b"{}", claims.as_bytes(), &crate::token_support::live()))
    };
    let comparison = compare(&many("a"), &many("b"));
    assert_eq!(comparison.claims.len(), 500);
    assert_eq!((comparison.scopes.only_first.len(), comparison.scopes.only_second.len()), (500, 500));
}

#[test]
fn debug_output_has_no_value_of_a_token() {
    let shown = format!("{:?}", compared(&valid().claim("iss", quoted("canary")), &valid()));
    assert!(shown.contains("OnlyFirst") && shown.contains("Same"), "{shown}");
    assert!(!shown.contains("canary") && !shown.contains("video.services"), "{shown}");
}
