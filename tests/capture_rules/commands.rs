//! Where a token was: commands, requests, members, lines, with their times.

use token_debugger::domain::capture::{Kind, capture};
use token_debugger::domain::time::UnixTime;

use crate::{only, token};

/// Kind and origin of the only token.
fn place(text: &str) -> (Kind, Option<String>) {
    let found = only(text);
    (found.kind, found.origin.map(String::from))
}

fn check(cases: &[(String, Kind, Option<&str>)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, kind, origin)| place(text) != (*kind, origin.map(str::to_owned)))
        .map(|(text, kind, origin)| format!("{text:?}\n wanted {kind:?} {origin:?}\n    got {:?}", place(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_curl_command_has_a_method_and_an_address() {
    let header = format!("-H 'X-Auth-Uplynk-Jwt: {}'", token());
    let url = "https://services.uplynk.com/api/v4/assets";
    let get = Some("GET https://services.uplynk.com/api/v4/assets");
    let post = Some("POST https://services.uplynk.com/api/v4/assets");
    let put = Some("PUT https://services.uplynk.com/api/v4/assets");
    let commands = [
        (format!("curl {header} {url}"), get),
        (format!("curl {url} {header}"), get),
        (format!("curl '{url}' {header}"), get),
        (format!("curl \"{url}\" {header}"), get),
        (format!("curl {url}?a=secret#b {header}"), get),
        (format!("curl https://user:secret@services.uplynk.com/api/v4/assets {header}"), get),
        (format!("curl --url {url} {header}"), get),
        (format!("curl --url={url} {header}"), get),
        (format!("curl -X PUT {url} {header}"), put),
        (format!("curl -XPUT {url} {header}"), put),
        (format!("curl --request PUT {url} {header}"), put),
        (format!("curl --request=PUT {url} {header}"), put),
        (format!("curl -X PUT -d a {url} {header}"), put),
        (format!("curl -d a=1 {url} {header}"), post),
        (format!("curl --data-raw '{{}}' {url} {header}"), post),
        (format!("curl --json '{{}}' {url} {header}"), post),
        (format!("curl -F a=@b {url} {header}"), post),
        (format!("curl --form a=b {url} {header}"), post),
        (format!("curl {url} \\\n  {header} \\\n  -d '{{\n}}'"), post),
        (format!("curl {url} ^\r\n  {header} ^\r\n  -d a"), post),
        (format!("curl.exe {url} {header}"), get),
        (format!("$ curl -s {url} {header} | jq ."), get),
        (format!("curl -o x {url} {header}; curl -X PUT https://b.example/"), get),
        (format!("curl {header} {url}\n-X PUT"), get),
        (format!("curl -H 'it'\"'\"'s: a' {header} {url}"), get),
        (format!("curl $'{url}' {header}"), get),
        // What is no method.
        (format!("curl -X 'two words' {url} {header}"), get),
        (format!("curl -X ABCDEFGHIJK {url} {header}"), get),
        (format!("curl {header} -v"), None),
    ];
    let cases: Vec<_> = commands.into_iter().map(|(text, origin)| (text, Kind::Curl, origin)).collect();
    check(&cases);
}

#[test]
fn a_word_with_curl_in_it_is_no_command() {
    let token = token();
    for text in [
        format!("libcurl -H 'X-Auth-Uplynk-Jwt: {token}'"),
        format!("my_curl https://a.example/{token}"),
        format!("curling https://a.example/ {token}"),
        format!("the curl command has {token}"),
    ] {
        let kind = only(&text).kind;
        assert_eq!(kind == Kind::Curl, text.contains(" -H "), "{text}");
        assert!(only(&text).origin.is_none_or(|origin| !origin.starts_with("GET")), "{text}");
    }
}

#[test]
fn the_second_of_two_commands_has_its_own_address() {
    let header = format!("-H 'X-Auth-Uplynk-Jwt: {}'", token());
    for between in ["\n", "; ", " | ", "\n\n", " && \\\n"] {
        let text = format!("curl https://a.example/ {header}{between}curl -X PUT {header} https://b.example/");
        let origins: Vec<_> = capture(&text).found.into_iter().filter_map(|found| found.origin).collect();
        let first = if between.contains('&') { 1 } else { 2 };
        assert_eq!(origins.len(), 2, "{text}");
        assert!(
            first == 1 || origins == ["GET https://a.example/", "PUT https://b.example/"],
            "{between:?} {origins:?}"
        );
    }
}

/// Long parts of an address may hold secrets; what is left is bounded.
#[test]
fn an_address_is_shown_without_long_parts() {
    let header = format!("-H 'X-Auth-Uplynk-Jwt: {}'", token());
    let part = |length: usize| "a".repeat(length);
    let origin = |url: &str| place(&format!("curl {url} {header}")).1.unwrap();
    assert_eq!(origin(&format!("https://b/{}/c", part(64))), format!("GET https://b/{}/c", part(64)));
    assert_eq!(origin(&format!("https://b/{}/c", part(65))), "GET https://b/…/c");
    let long = format!("https://b{}", "/abcdefghi".repeat(40));
    assert_eq!(origin(&long), format!("GET {}", &long[..200]));
}

#[test]
fn a_raw_request_has_a_method_an_address_and_a_date() {
    let token = token();
    let header = format!("X-Auth-Uplynk-Jwt: {token}");
    let get = Some("GET services.uplynk.com/api/v4");
    check(&[
        (format!("GET /api/v4?x=secret HTTP/1.1\r\nHost: services.uplynk.com\r\n{header}\r\n\r\n"), Kind::Http, get),
        (format!("> GET /api/v4 HTTP/2\n> host: services.uplynk.com\n> {header}\n"), Kind::Http, get),
        (format!("GET https://a.example/b HTTP/1.1\n{header}\n"), Kind::Http, Some("GET https://a.example/b")),
        (format!("DELETE /b HTTP/1.1\n{header}\n"), Kind::Http, Some("DELETE /b")),
        (format!("a\n\rGET /b HTTP/1.1\n{header}\n"), Kind::Http, Some("GET /b")),
        // A body is no head: the host there is another's.
        (format!("GET /b HTTP/1.1\n{header}\n\nHost: c\n"), Kind::Http, Some("GET /b")),
        // No method, or a word too many.
        (format!("get /b HTTP/1.1\n{header}\n"), Kind::HeaderLine, Some("line 2")),
        (format!("GET /b c HTTP/1.1\n{header}\n"), Kind::HeaderLine, Some("line 2")),
        (format!("GET HTTP/1.1\n{header}\n"), Kind::HeaderLine, Some("line 2")),
        (format!("GET /b HTTP/1.1\nHost: c\n\n{header}\n"), Kind::HeaderLine, Some("line 4")),
    ]);
    let date = "Fri, 21 Nov 2025 19:16:32 GMT";
    for text in [
        format!("GET /b HTTP/1.1\nDate: {date}\n{header}\n"),
        format!("GET /b HTTP/1.1\n{header}\ndate: {date}\n"),
        format!("GET /b HTTP/1.1\n{header}\n\nHTTP/1.1 401 Unauthorized\nDate: {date}\nDate: no\n"),
    ] {
        assert_eq!(only(&text).captured_at.as_deref(), Some(date), "{text}");
    }
    let second = format!("GET /a HTTP/1.1\nDate: no\n\nPUT /b HTTP/1.1\n{header}\nDate: {date}\n");
    let found = only(&second);
    assert_eq!((found.origin.as_deref(), found.captured_at.as_deref()), (Some("PUT /b"), Some(date)));
}

#[test]
fn a_member_names_the_place() {
    let token = token();
    check(&[
        (format!("{{\"token\": \"{token}\"}}"), Kind::Json, Some("token")),
        (format!("{{\"X-Auth-Uplynk-Jwt\":\"{token}\"}}"), Kind::Json, Some("X-Auth-Uplynk-Jwt")),
        (format!("{{'my-token': '{token}'}}"), Kind::Json, Some("Python dict, my-token")),
        (format!("{{'a': b'{token}'}}"), Kind::Json, Some("Python dict, a")),
        (format!("[\"{token}\", 1]"), Kind::Json, None),
        (format!("https://a.example/?token={token}&b=1"), Kind::Text, Some("query parameter token")),
        (format!("https://a.example/?b=1&jwt={token}"), Kind::Text, Some("query parameter jwt")),
        (format!("TOKEN={token} run"), Kind::Text, Some("TOKEN")),
        (format!("token: {token} today"), Kind::Text, Some("token")),
        (format!("a.b_c-d@e={token} today"), Kind::Text, Some("a.b_c-d@e")),
        (format!("a token {token} today"), Kind::Text, None),
        (format!("first\nthe token {token} today"), Kind::Text, Some("line 2")),
        (format!("first\ntoken={token} today"), Kind::Text, Some("line 2, token")),
        (format!("the header X-Auth-Uplynk-Jwt: {token}"), Kind::Text, Some("X-Auth-Uplynk-Jwt")),
        (format!("X-Auth-Uplynk-Jwt: {token}"), Kind::HeaderLine, None),
        (format!("> - X-Auth-Uplynk-Jwt: {token}"), Kind::HeaderLine, None),
        (format!("X-Auth-Uplynk-Jwt: Bearer {token}"), Kind::HeaderLine, Some("with a word before the token")),
        (format!("X-Auth-Uplynk-Jwt: JWT {token}"), Kind::HeaderLine, Some("with a word before the token")),
        (format!("X-Auth-Uplynk-Jwt: token: {token}"), Kind::HeaderLine, Some("with a word before the token")),
        (format!("Authorization: Bearer {token}"), Kind::Bearer, Some("Authorization")),
        (format!("apikey: token_{token}"), Kind::SlicerConfig, Some("apikey")),
        (format!("apikey: {token}"), Kind::SlicerConfig, Some("apikey without token_")),
        (format!("run -H \"X-Auth-Uplynk-Jwt: {token}\" now"), Kind::Curl, Some("X-Auth-Uplynk-Jwt")),
        (format!("--header='X-Auth-Uplynk-Jwt: {token}'"), Kind::Curl, Some("X-Auth-Uplynk-Jwt")),
    ]);
}

#[test]
fn the_time_of_a_line_is_told() {
    let token = token();
    let time = "2025-11-21T19:16:32Z";
    for (text, wanted) in [
        (format!("{time} sent {token} there"), Some(time)),
        (format!("[{time}] sent {token} there"), Some(time)),
        ("2025-11-21 19:16:32.123+01:00 sent ".to_owned() + &token + " there", Some("2025-11-21 19:16:32.123+01:00")),
        ("2025-11-21t19:16:32z sent ".to_owned() + &token + " there", Some("2025-11-21t19:16:32z")),
        ("2025-11-21T19:16:32-00:30 sent ".to_owned() + &token + " there", Some("2025-11-21T19:16:32-00:30")),
        (format!("first {time}\nthen {token} there"), None),
        (format!("sent {token} there {time}"), None),
        (format!("12025-11-21T19:16:32Z sent {token} there"), None),
        (format!("2025-11-21T19:16:32 sent {token} there"), None),
        (format!("2025-11-21T19:16:32+0100 sent {token} there"), None),
        (format!("2025/11/21T19:16:32Z sent {token} there"), None),
        (format!("{} {time} sent {token} there", "word ".repeat(20)), None),
        (format!("{} time={time} sent {token} there", "word ".repeat(20)), Some(time)),
        (format!("{} \"@timestamp\": \"{time}\" sent {token} there", "word ".repeat(20)), Some(time)),
        (format!("{} uptime={time} sent {token} there", "word ".repeat(20)), None),
        (format!("{} my_time={time} sent {token} there", "word ".repeat(20)), None),
        (format!("{0} time={time} {0} sent {token} there", "word ".repeat(110)), None),
    ] {
        assert_eq!(only(&text).captured_at.as_deref(), wanted, "{text}");
    }
}

/// In a HAR file only the headers of requests count, each by its name.
#[test]
fn a_har_files_headers_count_by_their_names() {
    let har = |name: &str, value: &str| {
        format!(
            "{{\"log\":{{\"entries\":[{{\"request\":{{\"method\":\"PUT\",\"url\":\"https://a.example/b?c\",\
             \"headers\":[{{\"name\":\"{name}\",\"value\":\"{value}\"}}]}}}}]}}}}"
        )
    };
    let token = token();
    let opaque = "aB3dE5gH7jK9mN1pQ3sT";
    let damaged = &token[5..];
    for (name, value, found) in [
        ("X-Auth-Uplynk-Jwt", token.as_str(), true),
        ("x-auth-uplynk-jwt", opaque, true),
        ("X-Auth-Uplynk-Jwt", damaged, true),
        ("X-Other", &token, true),
        ("X-Other", opaque, false),
        ("X-Auth-Uplynk-Jwt-Other", opaque, false),
    ] {
        let seen = capture(&har(name, value));
        assert_eq!(!seen.found.is_empty(), found, "{name}: {value}");
        assert!(seen.found.iter().all(|token| token.kind == Kind::Har), "{name}: {value}");
        assert!(seen.found.iter().all(|token| token.origin.as_deref() == Some("PUT https://a.example/b")), "{name}");
        assert_eq!(seen.asides, [], "{name}");
    }
    assert_eq!(capture(&har("X-STAPI-API-Key", opaque)).asides.len(), 1);
}

/// RFC 7515, section 7.2, and RFC 7516, section 7.2: which members make a text a serialization.
#[test]
fn a_json_serialization_has_its_members() {
    for (json, is_token) in [
        (r#"{"payload":"a","signature":"b"}"#, true),
        (r#"{"payload":"a","signatures":[]}"#, true),
        (r#"{"protected":"a","signature":"b"}"#, true),
        (r#"{"ciphertext":"a","iv":"b"}"#, true),
        (r#"{"ciphertext":"a","protected":"b"}"#, true),
        (r#"{"ciphertext":"a","recipients":[]}"#, true),
        (r#"{"ciphertext":"a","encrypted_key":"b"}"#, true),
        (r#"{"payload":"a"}"#, false),
        (r#"{"payload":"a","protected":"b"}"#, false),
        (r#"{"signature":"a"}"#, false),
        (r#"{"signatures":[]}"#, false),
        (r#"{"protected":"a"}"#, false),
        (r#"{"protected":"a","signatures":[]}"#, false),
        (r#"{"ciphertext":"a"}"#, false),
        (r#"{"iv":"a","encrypted_key":"b"}"#, false),
    ] {
        let seen = capture(&format!(" {json}\n"));
        assert_eq!(seen.found.len(), usize::from(is_token), "{json}");
        assert!(seen.found.iter().all(|found| found.token == json && found.span == (1..json.len() + 1)), "{json}");
    }
}

/// What the line of a token says its time is.
fn moment_of(text: &str) -> Option<UnixTime> {
    only(text).captured_at.map(|time| UnixTime::parse(&time).unwrap_or_else(|_| panic!("{time} in {text}")))
}

#[test]
fn the_times_of_common_logs_are_told() {
    let token = token();
    let own = UnixTime(1_763_752_400);
    let long = "a".repeat(200);
    for line in [
        format!("10.0.0.1 - - [21/Nov/2025:19:13:20 +0000] \"GET /v?jwt={token} HTTP/1.1\" 200 612"),
        format!("10.0.0.1 - - [21/Nov/2025:20:43:20 +0130] \"GET /v?jwt={token} HTTP/1.1\" 200 612"),
        format!("10.0.0.1 - - [21/Nov/2025:14:13:20.123 -0500] \"GET /v?jwt={token} HTTP/1.1\" 200 612"),
        format!("{long}.example - {long} [21/Nov/2025:19:13:20 +0000] \"GET /v?jwt={token} HTTP/1.1\" 200"),
        format!("10.0.0.1 - - [21/Nov/2025:19:13:20 +0000] \"GET /{} HTTP/1.1\" jwt={token} x", "a/".repeat(600)),
        // What the request has is not the line's time.
        format!("10.0.0.1 - - [21/Nov/2025:19:13:20 +0000] \"GET /v?ts=1700000000&jwt={token} HTTP/1.1\""),
        format!("10.0.0.1 - - [21/Nov/2025:19:13:20 +0000] \"GET /v?time=2020-01-01T00:00:00Z&jwt={token} HTTP/1.1\""),
        format!("{{\"ts\":1763752400.123,\"token\":\"{token}\"}}"),
        format!("{{\"ts\": 1763752400.123, \"msg\":\"of [20/Nov/2025:19:13:20 +0000]\", \"token\":\"{token}\"}}"),
        format!("{{\"time\":1763752400999,\"token\":\"{token}\"}}"),
        format!("{{\"timestamp\" : \"1763752400\",\"token\":\"{token}\"}}"),
        format!("{{\"log\":\"{{\\\"ts\\\":1763752400,\\\"token\\\":\\\"{token}\\\"}}\"}}"),
        format!("level=info time=1763752400 token={token} x"),
        format!("level=info ts=1763752400.5, token={token} x"),
        format!("level=info ts=1763752399 ts=1763752400 token={token} x"),
    ] {
        assert_eq!(moment_of(&line), Some(own), "{line}");
    }
    for (time, moment) in [("946684800", 946_684_800), ("4102444799", 4_102_444_799), ("1000000000000", 1_000_000_000)]
    {
        assert_eq!(moment_of(&format!("time={time} token={token} x")), Some(UnixTime(moment)), "{time}");
    }
}

#[test]
fn what_is_no_time_of_a_line_is_not_taken_for_one() {
    let token = token();
    for before in [
        "[31/Feb/2025:19:13:20 +0000]",
        "[21/Nev/2025:19:13:20 +0000]",
        "[00/Nov/2025:19:13:20 +0000]",
        "[21/Nov/2025:24:13:20 +0000]",
        "[21/Nov/2025:19:60:20 +0000]",
        "[21/Nov/2025:19:13:20]",
        "[21/Nov/2025:19:13:20. +0000]",
        "[21/Nov/2025:19:13:20 0000]",
        "[21/Nov/2025:19:13:20 +9999]",
        "[ 21/Nov/2025:19:13:20 +0000]",
        "[21/11/2025:19:13:20 +0000]",
        "[21/Nov/2025:19:13:20 +0000",
        "21/Nov/2025:19:13:20 +0000",
        "[main] [12] []",
        "2025-13-21T19:13:20Z",
        "2025-02-31T19:13:20Z",
        "2025-11-21T25:13:20Z",
        "time=2025-02-31T19:13:20Z",
        "time=946684799",
        "time=4102444800",
        "time=17637524000",
        "time=176375240012",
        "time=17637524001234",
        "time=-1763752400",
        "time=1763752400ms",
        "time=1763752400-1",
        "time=1.763752400",
        "time 1763752400",
        "time1763752400",
        "uptime=1763752400",
        "auth_time=1763752400",
        "https://a.example/?ts=1763752400&a=b",
        "{\"exp\":1763752400,\"iat\":1763752100} {\"nbf\":1763752400}",
        "[21/Nov/2025:19:13:20 +0000]\n",
        "time=1763752400\n",
    ] {
        let text = format!("a {before} token={token} x");
        assert_eq!(only(&text).captured_at, None, "{text}");
    }
    let claims = format!("{{\"exp\":1763752400,\"iat\":1763752100,\"token\":\"{token}\"}}");
    assert_eq!(only(&claims).captured_at, None);
    assert_eq!(only(&format!("{{\"token\":\"{token}\",\"ts\":1763752400}}")).captured_at, None);
}
