//! `generate`: man pages and completions say what the help says.

use super::support::run;

/// The subcommands that the program's help lists.
fn subcommands() -> Vec<String> {
    let help = run(&["--help"], b"").stdout;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<String> = lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect();
    assert!(names.len() > 4, "{names:?}");
    names.into_iter().filter(|name| name != "help").collect()
}

#[test]
fn the_page_has_the_sections_of_a_man_page_and_the_date_of_its_making() {
    let output = run(&["generate", "man", "--at", "2025-11-21T19:13:20Z"], b"");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "EXAMPLES"] {
        assert!(output.stdout.contains(&format!("\n.SH {section}\n")), "{section}");
    }
    let title = output.stdout.lines().find(|line| line.starts_with(".TH")).unwrap();
    assert!(title.starts_with(".TH token-debugger 1 2025-11-21 "), "{title}");
}

#[test]
fn examples_stay_on_lines_of_their_own() {
    let help = run(&["--help"], b"").stdout;
    let page = run(&["generate", "man"], b"").stdout.replace(r"\-", "-").replace(r"\*(Aq", "'");
    let unfilled = page.split(".nf\n").nth(1).unwrap().split(".fi\n").next().unwrap();
    let examples = help.lines().skip_while(|line| *line != "Examples:").skip(1).take_while(|line| !line.is_empty());
    let examples: Vec<&str> = examples.map(str::trim).collect();
    assert!(examples.len() > 2);
    assert_eq!(unfilled.lines().collect::<Vec<_>>(), examples);
}

#[test]
fn a_folder_gets_a_page_for_each_subcommand() {
    let folder = tempfile::tempdir().unwrap();
    // The folder is made.
    let folder = folder.path().join("man1");
    let output = run(&["generate", "man", "--out", folder.to_str().unwrap()], b"");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let page = |name: &str| folder.join(format!("{name}.1"));
    for name in subcommands() {
        let text = std::fs::read_to_string(page(&format!("token-debugger-{name}"))).unwrap();
        assert!(text.contains(&format!(".TH token-debugger-{name} 1 ")), "{text}");
        assert!(text.contains("token\\-debugger(1)"), "{name} names the page above it");
    }
    for path in output.stdout.lines() {
        assert!(std::path::Path::new(path).is_file(), "{path}");
    }
    assert!(output.stdout.lines().any(|path| path == page("token-debugger").to_str().unwrap()));
}

#[test]
fn completions_of_every_shell_know_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["generate", "completions", shell], b"");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{shell}");
        for name in subcommands() {
            assert!(output.stdout.contains(&name), "{shell} does not know {name}");
        }
    }
}

#[test]
fn bash_has_a_branch_for_every_state_that_it_reaches() {
    let script = run(&["generate", "completions", "bash"], b"").stdout;
    let value = |line: &str| line.trim().strip_prefix("cmd=\"")?.strip_suffix('"').map(str::to_owned);
    let states: Vec<String> = script.lines().filter_map(value).filter(|state| !state.is_empty()).collect();
    assert!(states.len() > subcommands().len());
    for state in states {
        assert!(script.lines().any(|line| line.trim() == format!("{state})")), "{state}");
    }
}

#[test]
fn completions_get_the_name_that_the_shell_looks_for() {
    for (shell, name) in [("bash", "token-debugger.bash"), ("zsh", "_token-debugger"), ("fish", "token-debugger.fish")]
    {
        let folder = tempfile::tempdir().unwrap();
        let output = run(&["generate", "completions", shell, "--out", folder.path().to_str().unwrap()], b"");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{shell}");
        let written = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(written, run(&["generate", "completions", shell], b"").stdout);
    }
}

#[test]
fn a_folder_that_is_a_file_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    run(&["generate", "man", "--out", file.path().to_str().unwrap()], b"").assert_unusable("can't be written");
}

#[test]
fn an_unknown_shell_is_refused_with_those_that_are_known() {
    let output = run(&["generate", "completions", "tcsh"], b"");
    assert_eq!((output.code, output.stdout.as_str()), (2, ""));
    assert!(output.stderr.contains("bash, elvish, fish, powershell, zsh"), "{}", output.stderr);
}
