//! What a text without a token is taken for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use token_debugger::domain::capture::{MAX_TEXT, Nothing, capture, is_slicer_config};

fn shape(text: &str) -> Nothing {
    capture(text).nothing.unwrap_or_else(|| panic!("{text} has a token"))
}

fn check(cases: &[(&str, Nothing)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, wanted)| shape(text) != *wanted)
        .map(|(text, wanted)| format!("{text:?}: wanted {wanted:?}, got {:?}", shape(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_key_is_known_by_its_lines() {
    check(&[
        ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", Nothing::KeyPem),
        ("the key:\n-----BEGIN PRIVATE KEY-----\n", Nothing::KeyPem),
        ("KID=1\nSUB=2", Nothing::KeyDotenv),
        ("export KID=1\n  export SCP = a\n", Nothing::KeyDotenv),
        ("PRIVATE_B64=x", Nothing::KeyDotenv),
        // One line could be anybody's, and a longer name is another.
        ("KID=1", Nothing::Other),
        ("KIDS=1\nSUBS=2", Nothing::Other),
        ("KID of the key\nSUB of the key", Nothing::Other),
    ]);
}

#[test]
fn json_is_known_by_its_members() {
    check(&[
        (r#"{"kty":"EC"}"#, Nothing::Jwk),
        (r#" {"keys":[]} "#, Nothing::Jwk),
        (r#"{"alg":"ES256","typ":"JWT"}"#, Nothing::Decoded),
        (r#"{"iat":1,"exp":2}"#, Nothing::Decoded),
        (r#"{"iat":1,"scp":[]}"#, Nothing::Decoded),
        (r#"{"alg":"ES256"}"#, Nothing::Json),
        (r#"{"typ":"JWT"}"#, Nothing::Json),
        (r#"{"iat":1}"#, Nothing::Json),
        (r#"{"exp":1,"scp":[]}"#, Nothing::Json),
        ("[1,2]", Nothing::Json),
        ("\u{feff}{}", Nothing::Json),
        // What is not an object or an array is a text; what is cut is no JSON.
        ("1", Nothing::Other),
        ("{\"kty\":", Nothing::Other),
    ]);
}

#[test]
fn an_address_and_a_path_are_one_line() {
    let path = |path: &str| Nothing::Path(path.to_owned());
    check(&[
        ("https://services.uplynk.com/api/v4", Nothing::Url),
        ("\"http://a\"", Nothing::Url),
        ("<https://a>", Nothing::Url),
        ("https://a b", Nothing::Other),
        ("ftp://a", Nothing::Other),
        ("/a", path("/a")),
        ("'/with blanks/key file'", path("/with blanks/key file")),
        ("~/key", path("~/key")),
        ("./key", path("./key")),
        ("../key", path("../key")),
        ("file:///key", path("file:///key")),
        (r"\\server\key", path(r"\\server\key")),
        (r"C:\key", path(r"C:\key")),
        ("c:/key", path("c:/key")),
        (".env", path(".env")),
        ("live.env", path("live.env")),
        ("my key.pem", path("my key.pem")),
        ("a.jwk", path("a.jwk")),
        ("a.key", path("a.key")),
        ("a.der", path("a.der")),
        // A line of its own alone, a comment, a drive that is no letter, a path to nothing.
        ("/", Nothing::Other),
        ("// a", Nothing::Other),
        (r"1:\key", Nothing::Other),
        ("C:key", Nothing::Other),
        ("/a\n/b", Nothing::Other),
        ("key", Nothing::Other),
        ("a.txt", Nothing::Other),
    ]);
    let long = |length: usize| format!("/{}", "a".repeat(length - 1));
    // PATH_MAX of Linux.
    assert_eq!(shape(&long(4096)), path(&long(4096)));
    assert_eq!(shape(&long(4097)), Nothing::Other);
}

#[test]
fn base64_is_named_by_what_it_holds() {
    let encoded = |bytes: &[u8]| STANDARD.encode(bytes);
    let filled = |start: &[u8]| [start, &[0xd5; 24]].concat();
    let cases: Vec<(Vec<u8>, &'static str)> = vec![
        (b"-----BEGIN PRIVATE KEY-----\nMIG\n".to_vec(), "a PEM text"),
        (br#"["a list of words",1,2,3]"#.to_vec(), "JSON"),
        (b"Some text that says Nothing".to_vec(), "a text"),
        (filled(&[0x30, 0x20]), "a DER structure, such as a key"),
        (filled(&[0x30, 0x81, 0x87]), "a DER structure, such as a key"),
        (filled(&[0x30, 0x1f]), "binary data"),
        (filled(&[0x31, 0x59]), "binary data"),
        (filled(&[0x78, 0x01]), "zlib data, as the legacy msg is"),
        (filled(&[0x78, 0x5e]), "zlib data, as the legacy msg is"),
        (filled(&[0x78, 0x9c]), "zlib data, as the legacy msg is"),
        (filled(&[0x78, 0xda]), "zlib data, as the legacy msg is"),
        (filled(&[0x78, 0x9d]), "binary data"),
        (filled(b"aB\0"), "binary data"),
    ];
    for (bytes, content) in cases {
        let text = encoded(&bytes);
        assert_eq!(shape(&text), Nothing::Base64Of(content), "{text}");
        // Wrapped, without its padding, and with the letters of base64url.
        let wrapped = format!("{}\r\n{}", &text[..20], &text[20..]);
        assert_eq!(shape(&wrapped), Nothing::Base64Of(content), "{wrapped}");
        let bare = text.trim_end_matches('=').replace('+', "-");
        assert_eq!(shape(&bare), Nothing::Base64Of(content), "{bare}");
    }
}

#[test]
fn what_is_too_short_for_base64_or_in_one_case_is_none() {
    let sixteen = STANDARD.encode([0xfe; 16]);
    assert_eq!(sixteen.len(), 24);
    check(&[
        (&STANDARD.encode(b"seventeen letterA"), Nothing::Base64Of("a text")),
        (STANDARD.encode([0x11; 12]).as_str(), Nothing::Other),
        ("abcdefghijklmnopqrstuvwxyzabcdef", Nothing::Other),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF", Nothing::Other),
        ("Abcdefghij Klmnopqrst Uvwxyzabcd", Nothing::Other),
        ("Abcdefghij!Klmnopqrst!Uvwxyzabcd", Nothing::Other),
    ]);
    assert_eq!(shape("ThisTextHas23Characters"), Nothing::Other);
    assert_eq!(shape("ThisTextHas24Characters_"), Nothing::Base64Of("binary data"));
}

#[test]
fn a_slicers_config_has_two_of_its_settings() {
    check(&[
        ("username: joe\ninput: sdi\n", Nothing::SlicerConfig),
        ("  slicerID : a\ncard:\n", Nothing::SlicerConfig),
        ("failover_id: a\n# a comment\nenable_remote_config: 1", Nothing::SlicerConfig),
        ("username: joe", Nothing::Other),
        ("username: joe\nname: joe", Nothing::Other),
        ("username joe\ninput sdi", Nothing::Other),
    ]);
    assert!(is_slicer_config("apikey: a\ninput: b"));
    assert!(!is_slicer_config("apikey: a\nAPIKEY: b"));
}

#[test]
fn a_request_and_a_header_without_a_token_are_named() {
    check(&[
        ("GET /api/v4 HTTP/1.1\nHost: a\n", Nothing::Request),
        ("curl https://services.uplynk.com/api/v4", Nothing::Request),
        ("X-Auth-Uplynk-Jwt: $TOKEN", Nothing::HeaderWithoutToken { line: 1 }),
        ("GET / HTTP/1.1\nHost: a\nX-Auth-Uplynk-Jwt: <token>\n", Nothing::HeaderWithoutToken { line: 3 }),
        ("\n\nX-Auth-Uplynk-Jwt:\nX-Auth-Uplynk-Jwt: y\n", Nothing::HeaderWithoutToken { line: 3 }),
        ("", Nothing::Blank),
        (" \n\t", Nothing::Blank),
        ("\u{feff}", Nothing::Blank),
        ("word", Nothing::Other),
    ]);
}

#[test]
fn the_longest_text_is_searched() {
    assert_eq!(shape(&"a".repeat(MAX_TEXT)), Nothing::Other);
    assert_eq!(shape(&"a".repeat(MAX_TEXT + 1)), Nothing::TooLarge { size: MAX_TEXT + 1 });
}
