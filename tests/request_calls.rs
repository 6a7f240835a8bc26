//! What a call says and where it may go: roots, paths, the catalogue, bodies, parameters, scopes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::json::JsonError;
use token_debugger::domain::mint::sign;
use token_debugger::domain::request::{
    Api, ApiRequest, Authentication, Basis, Call, Method, NeededScope, Note, PathError, PathTemplate, RequestError,
    RestRequest, Root, STAPI_ROOT, ScopeState, UrlError, catalogue, find,
};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

const NOW: UnixTime = UnixTime(1_795_288_592);

fn live_ops() -> Credential {
    let bytes = include_bytes!("fixtures/keys/good/live-ops.env");
    read_key(&SecretBytes::new(bytes.to_vec()), "live-ops.env").unwrap()
}

fn root() -> Root {
    Root::parse("https://services.uplynk.com").unwrap()
}

fn rest(method: Method, path: &str) -> RestRequest {
    RestRequest { method, path: path.to_owned(), parameters: Vec::new(), query: Vec::new(), body: String::new() }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn scopes(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn https_roots_are_taken_and_tidied() {
    for (text, wanted) in [
        ("https://services.uplynk.com", "https://services.uplynk.com"),
        (" https://services.uplynk.com/ ", "https://services.uplynk.com"),
        ("HTTPS://Services.Uplynk.COM:8443", "https://services.uplynk.com:8443"),
        ("https://gateway.example/uplynk/", "https://gateway.example/uplynk"),
        ("https://192.0.2.7", "https://192.0.2.7"),
        ("https://[2001:db8::7]:443", "https://[2001:db8::7]:443"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
    ] {
        assert_eq!(Root::parse(text).unwrap().to_string(), wanted, "{text}");
    }
}

#[test]
fn plain_http_is_for_this_machine_alone() {
    for text in
        ["http://localhost", "http://LOCALHOST:8080", "http://127.0.0.1:80", "http://127.9.8.7", "http://[::1]:8080"]
    {
        assert_eq!(Root::parse(text).unwrap().scheme(), "http", "{text}");
    }
    for text in [
        "http://services.uplynk.com",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://[::2]",
        "http://[::ffff:127.0.0.1]",
        "http://xlocalhost",
    ] {
        assert!(matches!(Root::parse(text), Err(UrlError::PlainHttp { .. })), "{text}");
    }
}

#[test]
fn other_roots_are_refused_with_their_reason() {
    for (text, wanted) in [
        ("", UrlError::Empty),
        ("   ", UrlError::Empty),
        ("services.uplynk.com", UrlError::NoScheme),
        ("https:services.uplynk.com", UrlError::NoScheme),
        ("joe:secret-word@host://x", UrlError::NoScheme),
        ("ftp://services.uplynk.com", UrlError::OtherScheme { scheme: "ftp".to_owned() }),
        ("https://user@services.uplynk.com", UrlError::UserInfo),
        ("https://user:secret-word@services.uplynk.com", UrlError::UserInfo),
        ("http://localhost@evil.example", UrlError::UserInfo),
        ("https://services.uplynk.com?a=b", UrlError::Query),
        ("https://services.uplynk.com/?", UrlError::Query),
        ("https://services.uplynk.com#a", UrlError::Fragment),
        ("https://services uplynk.com", UrlError::Character { position: 17, character: ' ' }),
        ("https://a\n.example", UrlError::Character { position: 10, character: '\n' }),
        ("https://a\u{7f}.example", UrlError::Character { position: 10, character: '\u{7f}' }),
        ("https://localhost\\@evil.example", UrlError::Character { position: 18, character: '\\' }),
        ("https://münchen.example", UrlError::Character { position: 10, character: 'ü' }),
        ("https://a.example/[1-9]", UrlError::Character { position: 19, character: '[' }),
        ("https://a.example/{a,b}", UrlError::Character { position: 19, character: '{' }),
        ("https://a.example/%zz", UrlError::Escape),
        ("https://a.example/%2", UrlError::Escape),
        ("https://", UrlError::Host),
        ("https:///path", UrlError::Host),
        ("https://.example", UrlError::Host),
        ("https://a..example", UrlError::Host),
        ("https://127.1", UrlError::Host),
        ("http://2130706433", UrlError::Host),
        ("http://0x7f.0.0.1", UrlError::Host),
        ("http://0177.0.0.01", UrlError::Host),
        ("https://[::1", UrlError::Host),
        ("https://[localhost]", UrlError::Host),
        ("https://[::1]x", UrlError::Host),
        ("https://a.example:", UrlError::Port),
        ("https://a.example:0", UrlError::Port),
        ("https://a.example:65536", UrlError::Port),
        ("https://a.example:+80", UrlError::Port),
        ("https://a.example/../b", UrlError::DotSegment),
        ("https://a.example/%2e%2E/b", UrlError::DotSegment),
    ] {
        let error = Root::parse(text).unwrap_err();
        assert_eq!(error, wanted, "{text}");
        assert!(!error.to_string().contains("secret-word"));
        assert!(error.advice().ends_with(['.', '…']) && !error.to_string().ends_with('.'), "{text}");
    }
    assert_eq!(Root::parse(&format!("https://a.example/{}", "x".repeat(3000))).unwrap_err(), UrlError::TooLong);
}

#[test]
fn parameters_become_one_percent_encoded_segment() {
    let path = PathTemplate::parse("/api/v4/channels/{id}/schedules/{schedule_id}").unwrap();
    assert_eq!(path.parameters().collect::<Vec<_>>(), ["id", "schedule_id"]);
    let filled = path.fill(&[pair("schedule_id", "a/b?c#d"), pair("id", "é 🔑%2F{x}'")]).unwrap();
    assert_eq!(filled, "/api/v4/channels/%C3%A9%20%F0%9F%94%91%252F%7Bx%7D%27/schedules/a%2Fb%3Fc%23d");
    assert_eq!(
        path.fill(&[pair("id", "A-Z_a.z~0"), pair("schedule_id", "...")]).unwrap(),
        "/api/v4/channels/A-Z_a.z~0/schedules/..."
    );
}

#[test]
fn bad_parameters_are_named() {
    let path = PathTemplate::parse("/api/v4/channels/{id}").unwrap();
    let name = || "id".to_owned();
    for (values, wanted) in [
        (vec![], PathError::NoValue { name: name() }),
        (vec![pair("id", "")], PathError::NoValue { name: name() }),
        (vec![pair("id", ".")], PathError::DotValue { name: name() }),
        (vec![pair("id", "..")], PathError::DotValue { name: name() }),
        (vec![pair("id", "1"), pair("limit", "2")], PathError::NoParameter { name: "limit".to_owned() }),
        (vec![pair("id", "1"), pair("id", "2")], PathError::TwoValues { name: name() }),
        (vec![pair("id", &"x".repeat(5000))], PathError::TooLong),
    ] {
        assert_eq!(path.fill(&values).unwrap_err(), wanted);
    }
    let two = PathTemplate::parse("/x/{a}{b}").unwrap();
    assert_eq!(two.fill(&[pair("a", "."), pair("b", ".")]).unwrap_err(), PathError::DotValue { name: "a".to_owned() });
    assert_eq!(two.fill(&[pair("a", ".a"), pair("b", "b.")]).unwrap(), "/x/.ab.");
    let dots = PathTemplate::parse("/x/.{a}").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dots.fill(&[pair("a", "b")]).unwrap(), "/x/.b");
}

#[test]
fn typed_paths_hold_only_what_a_path_holds() {
    for (text, wanted) in [
        ("api/v4", PathError::NotAbsolute),
        ("", PathError::NotAbsolute),
        ("https://a.example/", PathError::NotAbsolute),
        ("/a b", PathError::Character { position: 3, character: ' ' }),
        ("/a?b=c", PathError::Character { position: 3, character: '?' }),
        ("/a#b", PathError::Character { position: 3, character: '#' }),
        ("/é", PathError::Character { position: 2, character: 'é' }),
        ("/a\r\nHost: b", PathError::Character { position: 3, character: '\r' }),
        ("/a\\b", PathError::Character { position: 3, character: '\\' }),
        ("/a[0]", PathError::Character { position: 3, character: '[' }),
        ("/a%2", PathError::Escape { position: 3 }),
        ("/a%g1", PathError::Escape { position: 3 }),
        ("/{id", PathError::Brace { position: 2 }),
        ("/{}", PathError::Brace { position: 2 }),
        ("/id}", PathError::Brace { position: 4 }),
        ("/{a b}", PathError::Brace { position: 2 }),
        ("/{a{b}", PathError::Brace { position: 2 }),
        ("/a/../b", PathError::DotSegment),
        ("/a/%2E%2e/b", PathError::DotSegment),
        ("/a/.", PathError::DotSegment),
        ("//a", PathError::EmptySegment),
    ] {
        let error = PathTemplate::parse(text).unwrap_err();
        assert_eq!(error, wanted, "{text}");
        assert!(!error.advice().is_empty());
    }
    for text in ["/", "/api/v4/assets/", "/a%2Fb", "/a;b=c,d@e:f!$&'()*+", "/a/...", "/{a}{b}"] {
        assert_eq!(PathTemplate::parse(text).unwrap().as_str(), text);
    }
}

#[test]
fn catalogue_is_the_published_file() {
    let text = include_str!("../assets/endpoints.csv");
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let rows: Vec<String> = catalogue()
        .iter()
        .map(|row| {
            format!("{},{},{},{},{}", row.api.as_str(), row.verb(), row.path.as_str(), row.scope, row.basis.as_str())
        })
        .collect();
    assert_eq!(rows, lines);
    assert_eq!(rows.len(), 52);
}

#[test]
fn an_endpoint_is_found_by_template_and_by_filled_path() {
    let row = find(Api::V4, Method::Patch, "/api/v4/channels/{id}").unwrap();
    assert_eq!((row.scope.as_str(), row.basis), ("video.services.channels:write", Basis::Inferred));
    assert_eq!(find(Api::V4, Method::Patch, "/api/v4/channels/12ab"), Some(row));
    assert_eq!(find(Api::V4, Method::Put, "/api/v4/channels/12ab"), None);
    assert_eq!(find(Api::V4, Method::Get, "/api/v4/channels/"), None);
    assert_eq!(find(Api::V4, Method::Get, "/api/v4/channels/1/2"), None);
    assert_eq!(find(Api::V2, Method::Get, "/api2/slicer/status").unwrap().verb(), "CALL");
    assert_eq!(find(Api::V4, Method::Get, "/api2/slicer/status"), None);
}

#[test]
fn v4_request_has_query_and_tidy_body() {
    let request = RestRequest {
        parameters: vec![pair("id", "12")],
        query: vec![pair("a b", "c&d=e"), pair("x", "")],
        body: " {\n \"name\": \"a\u{202e}b\",\t\"n\": 18446744073709551616.0 } ".to_owned(),
        ..rest(Method::Patch, "/api/v4/channels/{id}")
    };
    let http = ApiRequest::V4(request).to_http(&root()).unwrap();
    assert_eq!(http.url(), "https://services.uplynk.com/api/v4/channels/12?a%20b=c%26d%3De&x=");
    let body = http.body().unwrap();
    assert_eq!(body.text, r#"{"name":"a\u202eb","n":18446744073709551616.0}"#);
    assert_eq!(body.content_type, "application/json");
}

#[test]
fn bad_bodies_are_refused_with_their_place() {
    let with_body = |method, body: &str| {
        let request = RestRequest { body: body.to_owned(), ..rest(method, "/api/v4/channels") };
        ApiRequest::V4(request).to_http(&root()).unwrap_err()
    };
    let grammar = |line, column| RequestError::BodyNotJson(JsonError::Grammar { line, column });
    assert_eq!(with_body(Method::Post, "{\n  \"a\": tru }"), grammar(2, 11));
    assert_eq!(with_body(Method::Post, "{\"a\": 1"), RequestError::BodyNotJson(JsonError::Ends));
    assert_eq!(with_body(Method::Post, &"[".repeat(200)), RequestError::BodyNotJson(JsonError::TooDeep));
    assert_eq!(with_body(Method::Get, "{}"), RequestError::BodyNotAllowed(Method::Get));
    let large = format!("\"{}\"", "x".repeat(70_000));
    assert_eq!(with_body(Method::Post, &large), RequestError::BodyTooLarge { size: 70_002 });
}

#[test]
fn v2_parameters_go_into_the_token_and_nowhere_else() {
    let call = Call::with_texts("/api2/asset/get", &[pair("id", "a\"b"), pair("z", "1")]).unwrap();
    let request = ApiRequest::V2(call);
    let http = request.to_http(&root()).unwrap();
    assert_eq!((http.method(), http.body()), (Method::Get, None));
    assert_eq!(http.url(), "https://services.uplynk.com/api2/asset/get");
    assert_eq!(request.notes(), [Note::CallPresumed]);
    assert!(Note::CallPresumed.sentence().contains("presumed"));
    let wish = request.wish(scopes(&["video.services.assets:read"])).unwrap();
    let token = sign(&live_ops(), &wish, NOW).unwrap();
    assert!(token.claims_json().ends_with(r#""scp":["video.services.assets:read"],"msg":{"id":"a\"b","z":"1"}}"#));
}

#[test]
fn v2_without_parameters_has_an_empty_msg() {
    let request = ApiRequest::V2(Call { path: "/api2/asset/list".to_owned(), parameters: " ".to_owned() });
    assert_eq!(request.wish(Vec::new()).unwrap().msg, "{}");
}

#[test]
fn v2_parameters_keep_order_duplicates_and_number_text() {
    let parameters = " { \"b\": 1.50, \"a\": 18446744073709551616, \"b\": [] } ".to_owned();
    let call = Call { path: "/api2/asset/list".to_owned(), parameters };
    assert_eq!(call.msg().unwrap(), r#"{"b":1.50,"a":18446744073709551616,"b":[]}"#);
}

#[test]
fn bad_calls_are_refused() {
    let call = |path: &str, parameters: &str| {
        let call = Call { path: path.to_owned(), parameters: parameters.to_owned() };
        ApiRequest::V2(call).to_http(&root()).unwrap_err()
    };
    assert_eq!(call("/api2/asset/get", "[]"), RequestError::ParametersNotObject("an array"));
    assert!(matches!(call("/api2/asset/get", "{a}"), RequestError::ParametersNotJson(_)));
    assert!(matches!(call("/api/v4/assets", ""), RequestError::NoCallPath { .. }));
    let twice = Call::with_texts("/api2/asset/get", &[pair("id", "1"), pair("id", "2")]);
    assert_eq!(twice.unwrap_err(), RequestError::ParameterTwice("id".to_owned()));
    let v4 = ApiRequest::V4(rest(Method::Get, "/api2/asset/get")).to_http(&root());
    assert!(matches!(v4.unwrap_err(), RequestError::CallPath { .. }));
    let unnamed = RestRequest { query: vec![pair("", "x")], ..rest(Method::Get, "/api/v4/assets") };
    assert_eq!(ApiRequest::V4(unnamed).to_http(&root()).unwrap_err(), RequestError::QueryName);
}

#[test]
fn stapi_goes_to_its_own_root() {
    let root = Root::parse(STAPI_ROOT).unwrap();
    let http = rest(Method::Get, "/channels").to_http(&root, Authentication::StapiKey).unwrap();
    assert_eq!(http.url(), "https://api.stapi.io/v1/channels");
    assert_eq!(http.authentication().header(), "X-STAPI-API-Key");
}

#[test]
fn needed_scope_is_held_against_token_and_key() {
    let row = find(Api::V4, Method::Get, "/api/v4/channels/{id}/schedules");
    let needed = "video.services.channels.schedule:read";
    let other = "video.services.assets:read";
    let area = "video.services.channels";
    for (token, key, wanted) in [
        (&[needed][..], Some(&[needed][..]), ScopeState::Ready),
        (&[needed], None, ScopeState::Ready),
        (&[area], Some(&[area]), ScopeState::Presumed),
        (&[needed], Some(&[area]), ScopeState::Ready),
        (&[other], Some(&[other, needed]), ScopeState::NotInToken),
        (&[], Some(&[needed]), ScopeState::NotInToken),
        (&[other], Some(&[other]), ScopeState::NotInKey),
        (&[needed], Some(&[other]), ScopeState::NotInKey),
        (&[other], None, ScopeState::GrantNotKnown),
    ] {
        let key = key.map(scopes);
        let state = NeededScope::new(row, &scopes(token), key.as_deref());
        assert_eq!(state.state(), wanted, "{token:?} {key:?}");
        assert_eq!(state.only(), Some(scopes(&[needed])));
        assert!(state.sentence().starts_with("This call needs video.services.channels.schedule:read (inferred); "));
    }
    let unknown = NeededScope::new(None, &scopes(&[needed]), None);
    assert_eq!((unknown.state(), unknown.only()), (ScopeState::NotKnown, None));
}

#[test]
fn documented_area_covers_without_presumption() {
    let row = find(Api::V4, Method::Post, "/api/v4/libraries");
    let assets = scopes(&["video.services.assets"]);
    assert_eq!(NeededScope::new(row, &assets, Some(&assets)).state(), ScopeState::Ready);
}

#[test]
fn only_the_needed_scope_gives_a_token_that_is_ready() {
    let key = live_ops();
    for row in catalogue() {
        let request = match row.api {
            Api::V4 => ApiRequest::V4(rest(row.method, row.path.as_str())),
            Api::V2 => ApiRequest::V2(Call { path: row.path.as_str().to_owned(), parameters: String::new() }),
        };
        assert_eq!(request.endpoint(), Some(row));
        let only = NeededScope::new(Some(row), &[], None).only().unwrap();
        let wish = request.wish(only.clone()).unwrap();
        assert_eq!(wish.scopes.join(" "), row.scope);
        assert!(sign(&key, &wish, NOW).is_ok());
        assert_eq!(NeededScope::new(Some(row), &only, None).state(), ScopeState::Ready);
    }
}

/// Each error says what to do, and no two the same.
#[test]
fn every_error_of_a_request_has_advice_of_its_own() {
    let long = "a".repeat(100_000);
    let errors = [
        PathTemplate::parse("api").unwrap_err(),
        PathTemplate::parse("/a?b").unwrap_err(),
        PathTemplate::parse("/a b").unwrap_err(),
        PathTemplate::parse("/%zz").unwrap_err(),
        PathTemplate::parse("/{").unwrap_err(),
        PathTemplate::parse("/../a").unwrap_err(),
        PathTemplate::parse(&format!("/{long}")).unwrap_err(),
        PathTemplate::parse("/{a}").unwrap().fill(&[]).unwrap_err(),
        PathTemplate::parse("/{a}").unwrap().fill(&[pair("a", "..")]).unwrap_err(),
        PathTemplate::parse("/a").unwrap().fill(&[pair("a", "1")]).unwrap_err(),
        PathTemplate::parse("/{a}").unwrap().fill(&[pair("a", "1"), pair("a", "2")]).unwrap_err(),
    ];
    let advices: Vec<&str> = errors.iter().map(PathError::advice).collect();
    for (at, advice) in advices.iter().enumerate() {
        assert!(advice.len() > 15 && advice.ends_with('.'), "{}: {advice}", errors[at]);
        assert!(!advices[..at].contains(advice), "{advice}");
    }
    let others = [
        RequestError::QueryName,
        RequestError::RedirectUri,
        RequestError::Empty("a"),
        RequestError::CredentialCharacter { position: 1 },
    ];
    for (at, error) in others.iter().enumerate() {
        assert!(error.advice().len() > 15 && error.advice().ends_with('.'), "{error}");
        assert!(others[..at].iter().all(|other| other.advice() != error.advice()), "{error}");
    }
}
