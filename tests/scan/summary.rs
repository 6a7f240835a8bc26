//! The summary of a log whose counts are known, since the log is made of them.

use serde_json::{Value, json};
use token_debugger::domain::scan::{Sighting, Summary, Traits};

use crate::material::{OTHER_KID, Scene, signed_at, unsigned};
use crate::support::{KID, NOW, SUB, live_ops, run};

/// 3 lines of a good token, one call each; 2 of one that has run out; 4 that no key here can check; 1 without a time.
fn log() -> String {
    use base64::Engine as _;
    let good = signed_at(NOW, "video.services.assets:read");
    let old = signed_at(NOW - 1000, "video.services.channels:read");
    let encode = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
    let header = format!(r#"{{"alg":"ES256","kid":"{OTHER_KID}","typ":"JWT"}}"#);
    let foreign = unsigned(1).replacen(&encode(&crate::support::header()), &encode(&header), 1);
    let mut lines = Vec::new();
    for minute in 1..=3 {
        lines.push(format!(
            r#"10.0.0.1 - [2025-11-21T19:1{minute}:00Z] "GET /api/v4/assets?page={minute} HTTP/1.1" 200 {good}"#
        ));
    }
    lines.push("a line without a token".to_owned());
    for minute in 4..=5 {
        lines.push(format!(r#"10.0.0.1 - [2025-11-21T19:1{minute}:00Z] "POST /api/v4/channels HTTP/1.1" 401 {old}"#));
    }
    lines.extend((0..4).map(|second| format!("2025-11-21T19:20:0{second}Z {foreign}")));
    lines.push(good);
    lines.join("\n")
}

/// Value, count, first and last time of each entry.
fn entries(summary: &Value, name: &str) -> Vec<(Value, u64, Value, Value)> {
    let entry = |entry: &Value| {
        let count = entry["count"].as_u64().unwrap();
        (entry["value"].clone(), count, entry["first_seen"].clone(), entry["last_seen"].clone())
    };
    summary[name].as_array().unwrap().iter().map(entry).collect()
}

#[test]
fn every_count_is_what_the_log_is_made_of() {
    let scene = Scene::new();
    let path = scene.write("app.log", log());
    let output = run(&["scan", &path, "--key", &live_ops(), "--summary", "--json"], b"");
    assert_eq!((output.code, output.stderr.as_str()), (1, ""));
    let summary = output.json();
    for (name, value) in
        [("tokens", 10), ("lines", 11), ("inspected", 3), ("inputs", 1), ("failed", 0), ("too_long", 0)]
    {
        assert_eq!(summary[name], value, "{name}");
    }
    assert_eq!(summary["complete"], true);
    assert_eq!(summary["first_seen"], "2025-11-21T19:11:00Z");
    assert_eq!(summary["last_seen"], "2025-11-21T19:20:03Z");
    let time = |time: &str| Value::from(format!("2025-11-21T19:{time}Z"));
    let good = (4, time("11:00"), time("13:00"));
    let old = (2, time("14:00"), time("15:00"));
    let foreign = (4, time("20:00"), time("20:03"));
    let named = |name: &str, of: &(u64, Value, Value)| (Value::from(name), of.0, of.1.clone(), of.2.clone());
    assert_eq!(
        entries(&summary, "verdict"),
        [named("accept", &good), named("undecided", &foreign), named("refuse", &old)]
    );
    assert_eq!(
        entries(&summary, "kid"),
        [
            (Value::from(KID), 6, time("11:00"), time("15:00")),
            // Of the same count in the order of the names.
            named(OTHER_KID, &foreign),
        ]
    );
    assert_eq!(entries(&summary, "sub"), [(Value::from(SUB), 10, time("11:00"), time("20:03"))]);
    assert_eq!(
        entries(&summary, "scope"),
        [
            named("a:read", &foreign),
            named("video.services.assets:read", &good),
            named("video.services.channels:read", &old),
        ]
    );
    assert_eq!(
        entries(&summary, "endpoint"),
        [(Value::from("GET /api/v4/assets"), 3, time("11:00"), time("13:00")), named("POST /api/v4/channels", &old),]
    );
    assert_eq!(
        entries(&summary, "code"),
        [
            named("kid_mismatch", &foreign),
            named("unknown_claim", &foreign),
            named("scope_not_listed", &foreign),
            named("expired", &old),
        ]
    );
    let causes = summary["causes"].as_array().unwrap();
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0]["codes"], json!(["expired"]));
    assert_eq!((&causes[0]["count"], &causes[0]["example"]["line"]), (&json!(2), &json!(5)));
    assert_eq!(causes[0]["example"]["file"].as_str(), Some(path.as_str()));
    assert_eq!(summary["left_out"], json!({"kid": 0, "sub": 0, "scope": 0, "endpoint": 0, "causes": 0}));
}

#[test]
fn the_text_says_the_same() {
    let output = run(&["scan", "--key", &live_ops(), "--summary"], log().as_bytes());
    for part in [
        "10 tokens in 11 lines\nSeen from 2025-11-21 19:11:00 UTC to 2025-11-21 19:20:03 UTC\n\
         Judged as of 2025-11-21 19:13:20 UTC\n",
        "\nVerdict\n         4  accept  2025-11-21T19:11:00Z to 2025-11-21T19:13:00Z\n",
        "\nCauses of refusal\n         2  expired  2025-11-21T19:14:00Z to 2025-11-21T19:15:00Z\n            -, line 5: Expired ",
        "\nEndpoint\n         3  GET /api/v4/assets  ",
    ] {
        assert!(output.stdout.contains(part), "{part:?} is not in {}", output.stdout);
    }
}

#[test]
fn tokens_without_a_time_of_their_own_are_counted() {
    let key = live_ops();
    let output = run(&["scan", "--key", &key, "--summary", "--json", "--at", "line"], log().as_bytes());
    let summary = output.json();
    assert_eq!((&summary["as_of"], &summary["without_own_time"]), (&json!("line"), &json!(1)));
    let output = run(&["scan", "--key", &key, "--summary", "--at", "line"], log().as_bytes());
    let sentence =
        "Judged as of the time that each line says\n1 token without one, as of now: 2025-11-21 19:13:20 UTC\n";
    assert!(output.stdout.contains(sentence), "{}", output.stdout);
}

#[test]
fn a_log_with_a_new_name_in_every_line_is_counted_in_bounded_memory() {
    use token_debugger::domain::reading::Inspection;
    use token_debugger::domain::time::UnixTime;
    let inspection = Inspection::of(&unsigned(1), None);
    let traits = Traits::of(&inspection, &inspection.judge(None, UnixTime(NOW)));
    let mut total = Summary::with_limit(100);
    for block in 0..50_u64 {
        let mut part = Summary::part();
        for line in 0..20 {
            let endpoint = format!("GET /{block}/{line}");
            let endpoint = Some(endpoint.as_str());
            part.add(&traits, &Sighting { input: 0, line, seen: None, is_own_time: true, endpoint });
        }
        total.merge(part);
    }
    assert_eq!((total.tokens.count, total.endpoints.ranked().len()), (1000, 100));
    assert_eq!(total.endpoints.left_out().count, 900);
}
