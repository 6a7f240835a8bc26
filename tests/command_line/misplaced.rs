//! Secrets in the wrong place, identities and roots that do not fit, and what a text holds besides a token.

use super::support::{KID, good_token, key_file, live_ops, path_of, run};

#[test]
fn secret_in_the_place_of_an_argument_is_never_repeated() {
    let token = good_token();
    let pem = std::fs::read_to_string(path_of("fixtures/keys/good/live-ops.pem")).unwrap();
    let key = live_ops();
    let glued = format!("--json{token}");
    let valued = format!("--at={token}");
    for words in [
        vec!["mint", "--key", &pem],
        vec!["mint", "--key", &token],
        vec!["key", &pem],
        vec!["read", "-", "--at", &token],
        vec!["read", "-", &valued],
        vec!["read", "a", &token],
        vec!["read", "-", "--nth", &token],
        vec!["read", &glued],
        vec!["mint", "--key", &key, "--as", &token],
        vec!["mint", "--key", &key, "--scope", "a", &token],
        vec!["slicer", "--key", &key, "--config", &token],
        vec![token.as_str(), "read"],
    ] {
        let output = run(&words, b"");
        assert_eq!(output.code, 2, "{words:?}");
        assert!(!output.stderr.is_empty(), "the control: something is said");
        for secret in [token.as_str(), &token[..40], pem.as_str(), pem.lines().nth(1).unwrap()] {
            assert!(!output.stderr.contains(secret) && !output.stdout.contains(secret), "{}", output.stderr);
        }
    }
}

#[test]
fn key_in_the_place_of_a_path_is_not_repeated_in_whatever_encoding() {
    let pem = std::fs::read_to_string(path_of("fixtures/keys/good/pkcs8.pem")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("---")).collect();
    // A slash is a letter of base64 too, and makes folders of it.
    let slashed = format!("{}/{}", &body[..70], &body[70..]);
    let jwk = std::fs::read_to_string(path_of("fixtures/keys/good/private.jwk")).unwrap();
    for key in [&body, &slashed, &jwk, &format!("/tmp/{body}"), &format!("./{slashed}")] {
        for words in [vec!["key", key], vec!["mint", "--key", key], vec!["slicer", "--key", key]] {
            let output = run(&words, b"");
            assert_eq!(output.code, 2);
            assert!(output.stderr.starts_with("token-debugger: [not shown]: "), "{}", output.stderr);
        }
    }
}

#[test]
fn key_in_the_place_of_an_option_is_not_repeated_with_or_without_its_padding() {
    let pem = std::fs::read_to_string(path_of("fixtures/keys/good/pkcs8-pem.b64.txt")).unwrap();
    let word: String = pem.split_whitespace().collect();
    let stem = word.trim_end_matches('=');
    for option in [format!("--{stem}"), format!("--{stem}="), format!("--{stem}=="), format!("--{stem}=1")] {
        for words in [vec![option.as_str()], vec!["read", &option], vec!["mint", &option], vec!["key", "x", &option]] {
            let output = run(&words, b"");
            assert_eq!(output.code, 2);
            assert!(output.stderr.contains("[not shown]"), "{}", output.stderr);
            assert!(
                !output.stderr.contains(&stem[..40]) && !output.stderr.contains(&stem[60..100]),
                "{}",
                output.stderr
            );
        }
    }
}

#[test]
fn short_wrong_argument_is_repeated_to_be_found() {
    let output = run(&["read", "--nht", "2"], b"");
    assert!(output.stderr.contains("--nht"), "{}", output.stderr);
}

#[test]
fn identity_that_the_file_says_otherwise_is_refused() {
    let key = live_ops();
    run(&["mint", "--key", &key, "--kid", "other"], b"").assert_unusable("says another kid");
    run(&["mint", "--key", &key, "--sub", "other"], b"").assert_unusable("says another sub");
    assert_eq!(run(&["mint", "--key", &key, "--kid", KID], b"").code, 0);
    let pem = key_file("live-ops.pem");
    let output = run(&["mint", "--key", &pem, "--kid", "k", "--sub", "s", "--scope", "video.services.ads:read"], b"");
    assert_eq!(output.code, 0, "{}", output.stderr);
}

#[test]
fn curl_command_for_a_root_without_tls_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("http.env");
    let text = std::fs::read_to_string(live_ops()).unwrap();
    let (found, text) = (text.contains("ROOT_URL=https://"), text.replace("ROOT_URL=https://", "ROOT_URL=http://"));
    assert!(found, "the control: the file names a root");
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    run(&["mint", "--key", path, "--as", "curl"], b"").assert_unusable("");
    assert_eq!(run(&["mint", "--key", path], b"").code, 0);
}

#[test]
fn accepted_token_comes_with_what_it_does_not_show() {
    let output = run(&["read", "--key", &live_ops()], good_token().as_bytes());
    assert!(output.stdout.contains("as far as the token shows"), "{}", output.stdout);
    assert!(output.stdout.contains("valid until"), "{}", output.stdout);
}

#[test]
fn utf16_text_is_read_as_text() {
    let token = good_token();
    let line = format!("X-Auth-Uplynk-Jwt: {token}\r\n");
    for (mark, to_bytes) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)] {
        let bytes: Vec<u8> = mark.into_iter().chain(line.encode_utf16().flat_map(to_bytes)).collect();
        let output = run(&["read", "--key", &live_ops(), "--json"], &bytes);
        assert_eq!(output.json()["verdict"], "accept");
    }
}

/// `msg` is `{"a":1}` through zlib and base64, by Python's `base64.b64encode(zlib.compress(b'{"a":1}'))`.
#[test]
fn legacy_call_is_named_and_its_msg_decoded() {
    let text = format!("msg=eJyrVkpUsjKsBQAIKgIJ&sig={}", "0".repeat(64));
    let output = run(&["read"], text.as_bytes());
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("legacy") && output.stderr.contains("{\"a\":1}"), "{}", output.stderr);
    let both = format!("X-STAPI-API-Key: opaque-key-123\nX-Auth-Uplynk-Jwt: {}\n", good_token());
    let output = run(&["read"], both.as_bytes());
    assert!(output.stdout.contains("X-STAPI-API-Key"), "{}", output.stdout);
    assert!(!output.stdout.contains("opaque-key-123"));
}

#[test]
fn characters_that_are_left_out_of_a_token_are_counted() {
    let token = good_token();
    let (head, tail) = token.split_at(30);
    let output = run(&["read", "--key", &live_ops()], format!("{head}\u{200b}{tail}").as_bytes());
    assert!(output.stdout.contains("1 character inside it is left out"), "{}", output.stdout);
    let output = run(&["read", "--key", &live_ops()], token.as_bytes());
    assert!(!output.stdout.contains("left out"), "{}", output.stdout);
}

#[test]
fn token_glued_to_another_is_named_with_its_place() {
    let token = good_token();
    let output = run(&["read", "--key", &live_ops()], format!("{token}{token}").as_bytes());
    let place = format!("Another token follows without a gap, from character {}", token.len() + 1);
    assert!(output.stdout.contains(&place), "{}", output.stdout);
    let output = run(&["read", "--key", &live_ops()], format!("{token}\n{token}").as_bytes());
    assert!(!output.stdout.contains("without a gap"), "{}", output.stdout);
}

#[test]
fn damaged_end_of_a_segment_is_named_with_its_offset() {
    let token = good_token();
    // 86 characters carry 64 bytes with four bits to spare; `B` at the end sets one of them (RFC 4648 section 3.5).
    let spare = format!("{}B", &token[..token.len() - 1]);
    let output = run(&["read"], spare.as_bytes());
    assert!(output.stdout.contains("Character 86 of the signature segment, its last"), "{}", output.stdout);
    let cut = &token[..token.len() - 1];
    assert!(run(&["read"], cut.as_bytes()).stdout.contains("85 characters"), "the control: another damage");
}

#[test]
fn presumed_coverage_of_a_scope_is_said_to_be_presumed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.env");
    let text = std::fs::read_to_string(live_ops()).unwrap();
    let line = text.lines().find(|line| line.starts_with("SCP=")).unwrap();
    std::fs::write(&path, text.replace(line, "SCP=video.services.channels")).unwrap();
    let path = path.to_str().unwrap();
    let mint = |scope| run(&["mint", "--key", path, "--scope", scope], b"").stdout;
    let read = |token: String| run(&["read", "--key", path], token.as_bytes()).stdout;
    assert!(read(mint("video.services.channels.schedule:read")).contains("presumed"));
    assert!(!read(mint("video.services.channels:read")).contains("presumed"), "documented coverage is not presumed");
}
