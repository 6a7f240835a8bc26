//! The lines of written programs: what each takes from where.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::mint::Wish;
use token_debugger::domain::request::oauth::client_credentials;
use token_debugger::domain::request::{
    Authentication, Form, HttpRequest, KeyFile, Method, RestRequest, Root, Secret, Signing, write,
};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

fn key() -> Credential {
    let bytes = include_bytes!("fixtures/keys/good/live-ops.env");
    read_key(&SecretBytes::new(bytes.to_vec()), "live-ops.env").unwrap()
}

fn request(authentication: Authentication) -> HttpRequest {
    let request = RestRequest {
        method: Method::Get,
        path: "/api/v4/channels".to_owned(),
        parameters: Vec::new(),
        query: Vec::new(),
        body: String::new(),
    };
    request.to_http(&Root::parse("https://a.example").unwrap(), authentication).unwrap()
}

fn lines_of(request: &HttpRequest, secret: Secret<'_>, form: Form) -> Vec<String> {
    write(request, secret, form).unwrap().text.expose().lines().map(|line| line.trim().to_owned()).collect()
}

fn signed(wish: &Wish, form: Form) -> Vec<String> {
    let key = key();
    let key_file = KeyFile::new("live-ops.env", &key, &key).unwrap();
    lines_of(&request(Authentication::XAuthToken), Secret::Signed(&Signing { key_file: &key_file, wish }), form)
}

fn has(lines: &[String], line: &str) -> bool {
    lines.iter().any(|found| found == line)
}

#[test]
fn claims_are_those_of_the_wish() {
    let full = Wish {
        scopes: vec!["a:read".to_owned(), "b:write".to_owned()],
        nbf: Some(UnixTime(1_795_288_592)),
        iss: " a.example ".to_owned(),
        msg: " {\"one\":1} ".to_owned(),
        ..Wish::default()
    };
    let python = signed(&full, Form::Python);
    for line in [
        "\"iat\": now,",
        "\"exp\": now + 300,",
        "\"nbf\": 1795288592,",
        "\"sub\": variables[\"SUB\"],",
        "\"scp\": [\"a:read\", \"b:write\"],",
        "\"iss\": \"a.example\",",
        "\"msg\": json.loads(\"{\\\"one\\\":1}\"),",
        "import json",
        "\"X-Auth-Uplynk-Jwt\": make_token(),",
    ] {
        assert!(has(&python, line), "{line}\n{python:#?}");
    }
    let javascript = signed(&full, Form::JavaScript);
    for part in [
        "nbf: 1795288592",
        "scp: [\"a:read\", \"b:write\"]",
        "iss: \"a.example\"",
        "msg: JSON.parse(\"{\\\"one\\\":1}\")",
    ] {
        assert!(javascript.iter().any(|line| line.contains(part)), "{part}\n{javascript:#?}");
    }
    assert!(has(&javascript, "\"X-Auth-Uplynk-Jwt\": token,"), "{javascript:#?}");
}

#[test]
fn what_is_not_wished_is_not_claimed() {
    let bare = Wish { scopes: vec!["a:read".to_owned()], iss: " ".to_owned(), msg: " ".to_owned(), ..Wish::default() };
    for form in [Form::Python, Form::JavaScript] {
        let text = signed(&bare, form).join("\n");
        for name in ["nbf", "iss", "msg", "net", "json.loads", "JSON.parse", "import json"] {
            assert!(!text.contains(name), "{form:?}: {name}\n{text}");
        }
    }
}

#[test]
fn a_program_takes_the_credential_from_its_variable() {
    for (authentication, python, javascript, variable) in [
        (
            Authentication::XAuthToken,
            "\"X-Auth-Uplynk-Jwt\": os.environ[\"UPLYNK_JWT\"],",
            "\"X-Auth-Uplynk-Jwt\": UPLYNK_JWT,",
            "UPLYNK_JWT",
        ),
        (
            Authentication::StapiKey,
            "\"X-STAPI-API-Key\": os.environ[\"STAPI_API_KEY\"],",
            "\"X-STAPI-API-Key\": STAPI_API_KEY,",
            "STAPI_API_KEY",
        ),
        (
            Authentication::AccessToken,
            "\"Authorization\": \"Bearer \" + os.environ[\"OAUTH_ACCESS_TOKEN\"],",
            "\"Authorization\": \"Bearer \" + OAUTH_ACCESS_TOKEN,",
            "OAUTH_ACCESS_TOKEN",
        ),
    ] {
        let written = lines_of(&request(authentication), Secret::Variable, Form::Python);
        assert!(
            has(&written, python) && has(&written, "import os") && has(&written, "import requests"),
            "{written:#?}"
        );
        assert!(!has(&written, "from urllib.parse import quote"), "{written:#?}");
        // Given by hand, a Bearer value would give way to what ~/.netrc has.
        let by_netrc = written.iter().any(|line| line.starts_with("auth="));
        assert_eq!(by_netrc, authentication == Authentication::AccessToken, "{written:#?}");
        let written = lines_of(&request(authentication), Secret::Variable, Form::JavaScript);
        assert!(has(&written, javascript), "{written:#?}");
        assert!(has(&written, &format!("const {{ {variable} }} = process.env;")), "{written:#?}");
        let missing = format!("if (!{variable}) throw new Error(\"{variable} is not set\");");
        assert!(has(&written, &missing), "{written:#?}");
    }
}

/// RFC 6749, section 2.3.1: client ID and secret are encoded, then sent as Basic.
#[test]
fn client_id_and_secret_are_two_variables() {
    let request = client_credentials("https://a.example/token", &["a".to_owned()]).unwrap();
    let python = lines_of(&request, Secret::Variable, Form::Python);
    assert!(has(&python, "from urllib.parse import quote") && has(&python, "import os"), "{python:#?}");
    assert!(python.iter().any(|line| line.starts_with("auth=(quote(os.environ[")), "{python:#?}");
    let javascript = lines_of(&request, Secret::Variable, Form::JavaScript);
    let environment = javascript.iter().find(|line| line.ends_with("} = process.env;")).unwrap();
    let names: Vec<&str> =
        environment.trim_start_matches("const { ").trim_end_matches(" } = process.env;").split(", ").collect();
    assert_eq!(names.len(), 2, "{environment}");
    for name in names {
        let check = format!("if (!{name}) throw new Error(\"{name} is not set\");");
        assert!(has(&javascript, &check), "{javascript:#?}");
    }
}
