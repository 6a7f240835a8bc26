//! `scopes`: the published table.

use super::support::{names, path_of, run};

#[test]
fn json_has_every_row_of_the_table_with_stable_members() {
    let output = run(&["scopes", "--json"], b"");
    let json = output.json();
    let table = std::fs::read_to_string(path_of("../assets/scopes.csv")).unwrap();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), table.lines().count() - 1);
    assert_eq!(rows.len(), 41);
    for row in rows {
        assert_eq!(names(row), ["area", "label", "scope", "summary"]);
        let scope = row["scope"].as_str().unwrap();
        assert!(table.contains(&format!(",{scope},")), "{scope}");
        assert!(!row["summary"].as_str().unwrap().is_empty());
    }
}

#[test]
fn the_text_shows_each_scope_on_a_line_with_its_meaning() {
    let output = run(&["scopes"], b"");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let scopes: Vec<&str> = output.stdout.lines().filter(|line| line.starts_with("  video.")).collect();
    assert_eq!(scopes.len(), 41);
    for line in scopes {
        assert!(line.split_whitespace().count() > 2, "{line}");
    }
}
