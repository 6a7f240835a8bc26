//! What `scan` prints, and its exit codes.

use serde_json::Value;

use super::inputs::objects;
use crate::material::{OTHER_KID, Scene, signed_at, unsigned};
use crate::support::{KID, NOW, claims_with, good_token, header, key_file, live_ops, names, run, sign};

#[test]
fn each_line_is_the_object_of_read_with_file_and_line() {
    let key = live_ops();
    let tokens = [
        good_token(),
        sign(&header(), &claims_with(r#""x":"\u202e\u001b[31m","x":1.50,"#)),
        unsigned(1),
        format!("{}x", good_token()),
        "eyJhbGciOiJIUzI1NiJ9.e30.".to_owned(),
    ];
    for token in tokens {
        for text in
            [token.clone(), format!("2025-11-21T19:13:20Z X-Auth-Uplynk-Jwt: {token} msg=eN&sig={}", "0".repeat(64))]
        {
            for arguments in [&["--key", key.as_str()][..], &[]] {
                let read = run(&[&["read", "--json"], arguments].concat(), text.as_bytes());
                let scan = run(&[&["scan", "-"], arguments].concat(), text.as_bytes());
                let expected = format!("{},\"file\":\"-\",\"line\":1}}\n", read.stdout.strip_suffix("}\n").unwrap());
                assert_eq!(scan.stdout, expected);
                assert_eq!((scan.code, scan.stderr), (read.code, read.stderr));
            }
        }
    }
}

#[test]
fn the_kid_chooses_the_key_whatever_their_order() {
    let (live, other) = (live_ops(), key_file("other.env"));
    let other_header = header().replace(KID, OTHER_KID);
    let good = good_token();
    // Signed with live-ops.env, under the other's kid, and under one that no key has.
    let wrong_kid = sign(&other_header, &claims_with(""));
    let unknown_kid = sign(&header().replace(KID, "unknown"), &claims_with(""));
    let foreign = unsigned(1).replacen(&header_part(&header()), &header_part(&header().replace(KID, "unknown")), 1);
    let text = [good.as_str(), &wrong_kid, &unknown_kid, &foreign].join("\n");
    for keys in [[&live, &other], [&other, &live]] {
        let output = run(&["scan", "--key", keys[0], "--key", keys[1]], text.as_bytes());
        let said: Vec<(String, Vec<String>)> = objects(&output.stdout).iter().map(status_and_codes).collect();
        let expected = [
            ("verified", vec![]),
            ("verified", vec!["kid_mismatch"]),
            ("verified", vec!["kid_mismatch"]),
            ("other_key", vec!["kid_mismatch", "scope_not_listed", "unknown_claim"]),
        ];
        let expected =
            expected.map(|(status, codes)| (status.to_owned(), codes.into_iter().map(str::to_owned).collect()));
        assert_eq!(said, expected);
        assert_eq!(output.code, 1);
    }
    // With one key it is what read says.
    let output = run(&["scan", "--key", &other], good.as_bytes());
    let (status, codes) = status_and_codes(&objects(&output.stdout)[0]);
    assert_eq!((status.as_str(), codes.as_slice(), output.code), ("other_key", &["kid_mismatch".to_owned()][..], 0));
    // With none the signature is not checked.
    let output = run(&["scan"], good.as_bytes());
    assert_eq!(status_and_codes(&objects(&output.stdout)[0]).0, "not_checked");
}

fn header_part(header: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(header)
}

fn status_and_codes(object: &Value) -> (String, Vec<String>) {
    let findings = object["findings"].as_array().unwrap();
    let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
    (object["signature"]["status"].as_str().unwrap().to_owned(), codes.collect())
}

#[test]
fn at_line_judges_each_as_of_its_own_time() {
    let token = signed_at(NOW, "video.services.assets:read");
    let text = format!("2025-11-21T19:13:21Z {token}\n2025-11-21T19:18:21Z {token}\nno time {token}\n");
    let key = live_ops();
    let call = |at: &[&str]| {
        let output = run(&[&["scan", "--key", &key], at].concat(), text.as_bytes());
        let verdicts: Vec<Value> = objects(&output.stdout).iter().map(|object| object["verdict"].clone()).collect();
        (output, verdicts)
    };
    let (output, verdicts) = call(&["--at", "line"]);
    assert_eq!(verdicts, ["accept", "refuse", "accept"]);
    let as_of: Vec<_> = objects(&output.stdout).iter().map(|o| (o["as_of"].clone(), o["as_of_line"].clone())).collect();
    let expected = [("2025-11-21T19:13:21Z", true), ("2025-11-21T19:18:21Z", true), ("2025-11-21T19:13:20Z", false)];
    assert_eq!(as_of, expected.map(|(moment, own)| (moment.into(), own.into())));
    let last = objects(&output.stdout).pop().unwrap();
    assert_eq!(names(&last)[6..], ["file", "line", "as_of", "as_of_line"]);
    assert_eq!(call(&["--at", "2025-11-21T20:00:00Z"]).1, ["refuse"; 3]);
    let (output, verdicts) = call(&[]);
    assert_eq!(verdicts, ["accept"; 3]);
    assert_eq!(names(&objects(&output.stdout)[0])[6..], ["file", "line"]);
    run(&["scan", "--at", "noon"], b"").stderr.find("this is no time").unwrap();
}

#[test]
fn at_line_takes_the_time_of_an_access_log_and_of_a_number() {
    let token = signed_at(NOW, "video.services.assets:read");
    let text = format!(
        "10.0.0.1 - - [21/Nov/2025:20:14:20 +0100] \"GET /v?jwt={token} HTTP/1.1\" 200 612\n\
         10.0.0.1 - - [21/Nov/2025:20:19:20 +0100] \"GET /v?jwt={token} HTTP/1.1\" 401 12\n\
         {{\"ts\":1763752400.123,\"token\":\"{token}\"}}\n\
         {{\"ts\":1763752750123,\"token\":\"{token}\"}}\n"
    );
    let output = run(&["scan", "--key", &live_ops(), "--at", "line"], text.as_bytes());
    let seen: Vec<_> = objects(&output.stdout)
        .iter()
        .map(|o| [&o["as_of"], &o["verdict"]].map(|v| v.as_str().unwrap().to_owned()))
        .collect();
    let expected = [
        ["2025-11-21T19:14:20Z", "accept"],
        ["2025-11-21T19:19:20Z", "refuse"],
        ["2025-11-21T19:13:20Z", "accept"],
        ["2025-11-21T19:19:10Z", "refuse"],
    ];
    assert_eq!(seen, expected);
    assert!(objects(&output.stdout).iter().all(|object| object["as_of_line"] == true));
}

#[test]
fn the_exit_code_is_that_of_read() {
    let scene = Scene::new();
    let key = live_ops();
    let good = scene.write("good.log", good_token());
    let bad = scene.write("bad.log", unsigned(1));
    for (arguments, code) in [
        (&["scan", &good, "--key", &key][..], 0),
        (&["scan", &good, &bad, "--key", &key], 1),
        (&["scan", &good, &bad, "--key", &key, "--summary"], 1),
        (&["scan", &good, "--key", &key, "--summary"], 0),
        (&["scan", &good, "nowhere.log", "--key", &key], 2),
        (&["scan", &good, "nowhere.log", "--key", &key, "--summary"], 2),
        (&["scan", &good, "--key", "nowhere.env"], 2),
        (&["scan", "--kay"], 2),
    ] {
        assert_eq!(run(arguments, b"").code, code, "{arguments:?}");
    }
}

#[test]
fn a_log_without_a_token_is_said_to_have_none() {
    let output = run(&["scan"], b"one\ntwo");
    assert_eq!((output.code, output.stdout.as_str()), (0, ""));
    assert!(output.stderr.starts_with("token-debugger: No token was found in 2 lines\n"), "{}", output.stderr);
}

#[test]
fn no_secret_is_repeated_in_an_error() {
    let token = good_token();
    let pem = std::fs::read_to_string(key_file("live-ops.pem")).unwrap();
    for secret in [token.as_str(), &pem, &format!("*{token}"), &format!("--at={token}")] {
        for arguments in [&["scan", secret][..], &["scan", "--key", secret], &["scan", "-", secret, "--summary"]] {
            let output = run(arguments, b"");
            assert_eq!(output.code, 2, "{arguments:?}");
            let middle = &secret[secret.len() / 2..secret.len() / 2 + 12];
            assert!(!output.stderr.contains(middle) && !output.stdout.contains(middle), "{}", output.stderr);
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let text: String = (0..300).map(|line| format!("{line} {}\n", unsigned(line % 11))).collect::<Vec<_>>().concat();
    let one = run(&["scan", "--threads", "1"], text.as_bytes()).stdout;
    assert_eq!(one.lines().count(), 300);
    assert!(one == run(&["scan", "--threads", "7"], text.as_bytes()).stdout);
    assert_eq!(run(&["scan", "--threads", "0"], b"").code, 2);
}
