//! Settings change in the running program, are saved soon after, and hold no path of a key unless they are told to.

use std::path::PathBuf;

use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::form::{Edit, ZoneChoice};
use token_debugger::app::platform::settings::Loaded;
use token_debugger::app::program::Program;
use token_debugger::app::settings::{Setting, Settings};
use token_debugger::app::state::{Theme, Tone};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::Zone;

use crate::support::{LIVE, NOW, Recorder, TestProgram, effects, file_read, report};

fn start_with(settings: Settings) -> TestProgram {
    let path = PathBuf::from("/home/me/.config/token-debugger/settings.json");
    let loaded = Loaded { settings, set_aside: None, path: Some(path) };
    Program::new(Recorder::default(), NOW, Zone::new(|_| 3_600)).with_settings(&loaded, NOW)
}

fn start() -> TestProgram {
    start_with(Settings::default())
}

fn load(program: &mut TestProgram, path: &str) {
    report(program, file_read(path, LIVE));
}

/// What was written since the last look, the last text last.
fn written(program: &mut TestProgram) -> Vec<String> {
    let texts = effects(program).into_iter().filter_map(|effect| match effect {
        Effect::SaveSettings(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

#[test]
fn change_is_saved_a_second_later_and_once() {
    let mut program = start();
    program.poll(NOW);
    assert!(written(&mut program).is_empty(), "nothing changed");
    program.handle(Command::Do(Action::SwitchTheme), NOW);
    program.poll(NOW);
    assert!(program.frame(NOW, |view, _| view.ticking), "the window wakes for it");
    assert!(written(&mut program).is_empty(), "a second has not passed");
    program.poll(NOW.plus(1));
    let texts = written(&mut program);
    assert_eq!(texts.len(), 1);
    assert_eq!(Settings::parse(&texts[0]).unwrap(), Settings { theme: Theme::Light, ..Settings::default() });
    program.poll(NOW.plus(5));
    assert!(written(&mut program).is_empty(), "it is in the file");
    assert!(!program.frame(NOW.plus(20), |view, _| view.ticking));
}

#[test]
fn change_that_is_taken_back_is_not_saved() {
    let mut program = start();
    program.handle(Command::Do(Action::ZoomIn), NOW);
    program.poll(NOW);
    program.handle(Command::Do(Action::ZoomOut), NOW);
    program.poll(NOW.plus(5));
    assert!(written(&mut program).is_empty());
}

#[test]
fn quitting_saves_what_was_just_changed() {
    let mut program = start();
    program.handle(Command::Resize([1000.0, 700.0]), NOW);
    program.handle(Command::Do(Action::Quit), NOW);
    let effects = &program.platform_mut().effects;
    assert!(matches!(effects.as_slice(), [Effect::SaveSettings(text), Effect::Quit] if text.contains("1000")));
}

#[test]
fn settings_are_as_they_were_saved() {
    let settings = Settings {
        theme: Theme::Dark,
        zoom: 1.4,
        zone: ZoneChoice::Local,
        clear_after_seconds: None,
        recent_keys: true,
        recent_key_files: vec!["/keys/a.env".to_owned()],
        ..Settings::default()
    };
    let mut program = start_with(settings.clone());
    assert_eq!(Settings::of(program.state()), settings);
    program.poll(NOW.plus(5));
    assert!(written(&mut program).is_empty());
}

#[test]
fn size_goes_up_and_down_in_tenths_and_within_bounds() {
    let mut program = start();
    let press = |program: &mut TestProgram, action| program.handle(Command::Do(action), NOW);
    for _ in 0..3 {
        press(&mut program, Action::ZoomIn);
    }
    assert_eq!(format!("{}", program.state().zoom), "1.3");
    for _ in 0..100 {
        press(&mut program, Action::ZoomIn);
    }
    assert_eq!(format!("{}", program.state().zoom), "3");
    for _ in 0..100 {
        press(&mut program, Action::ZoomOut);
    }
    assert_eq!(format!("{}", program.state().zoom), "0.5");
    press(&mut program, Action::ZoomNormal);
    assert_eq!(format!("{}", program.state().zoom), "1");
}

#[test]
fn zone_of_the_settings_moves_nbf_without_moving_the_moment() {
    let mut program = start();
    program.handle(Command::Do(Action::NbfInOneHour), NOW);
    let moment = program.state().form.nbf(program.state().local).unwrap();
    let before = program.state().form.nbf_time.clone();
    program.handle(Command::Set(Setting::Zone(ZoneChoice::Local)), NOW);
    assert_eq!(program.state().form.nbf(program.state().local).unwrap(), moment);
    assert_ne!(program.state().form.nbf_time, before);
}

#[test]
fn zone_that_was_chosen_in_the_form_is_remembered_and_outlives_the_key() {
    let mut program = start();
    load(&mut program, "/keys/live-ops.env");
    program.handle(Command::Edit(Edit::NbfZone(ZoneChoice::Local)), NOW);
    program.handle(Command::Do(Action::ForgetKey), NOW);
    assert_eq!(Settings::of(program.state()).zone, ZoneChoice::Local);
    assert_eq!(program.state().form.nbf_zone, ZoneChoice::Local);
}

#[test]
fn no_path_of_a_key_is_remembered_at_first() {
    let mut program = start();
    load(&mut program, "/keys/live-ops.env");
    program.handle(Command::Do(Action::SwitchTheme), NOW);
    program.handle(Command::Do(Action::Quit), NOW);
    let texts = written(&mut program);
    assert!(texts.len() == 1 && !texts[0].contains("live-ops"), "{texts:?}");
}

#[test]
fn recent_keys_are_paths_alone_and_the_last_one_is_first() {
    let mut program = start();
    load(&mut program, "/keys/first.env");
    program.handle(Command::Set(Setting::RecentKeys(true)), NOW);
    for path in ["/keys/second.env", "/keys/third.env", "/keys/second.env"] {
        load(&mut program, path);
    }
    assert_eq!(program.state().recent.paths(), ["/keys/second.env", "/keys/third.env", "/keys/first.env"]);
    for number in 0..20 {
        load(&mut program, &format!("/keys/{number}.env"));
    }
    assert_eq!(program.state().recent.paths().len(), 8);
    program.handle(Command::Do(Action::Quit), NOW);
    let text = written(&mut program).pop().unwrap();
    let secret = String::from_utf8(LIVE.to_vec()).unwrap();
    for line in secret.lines().filter_map(|line| line.split_once('=')).map(|(_, value)| value.trim_matches('"')) {
        assert!(line.len() < 8 || !text.contains(line), "the settings hold what is in the key file");
    }
    assert!(text.contains("/keys/19.env"), "{text}");
}

#[test]
fn file_that_is_no_key_and_a_sample_key_are_not_remembered() {
    let mut program = start();
    program.handle(Command::Set(Setting::RecentKeys(true)), NOW);
    let report = Report::FileRead {
        is_open_to_others: false,
        path: "/keys/notes.txt".into(),
        result: Ok(SecretBytes::new(b"KID=1".to_vec())),
    };
    program.handle(Command::Report(report), NOW);
    program.handle(Command::Report(Report::Random(Ok(SecretBytes::new(vec![7; 32])))), NOW);
    assert!(program.state().recent.paths().is_empty());
}

#[test]
fn recent_keys_leave_the_file_at_once_when_they_are_turned_off() {
    let paths = vec!["/keys/a.env".to_owned(), "/keys/b.env".to_owned()];
    for off in [Command::Set(Setting::RecentKeys(false)), Command::Do(Action::ResetSettings)] {
        let settings = Settings { recent_keys: true, recent_key_files: paths.clone(), ..Settings::default() };
        let mut program = start_with(settings);
        program.handle(off, NOW);
        let texts = written(&mut program);
        assert!(texts.len() == 1 && !texts[0].contains("/keys/"), "{texts:?}");
        program.handle(Command::Do(Action::TakeBackReset), NOW);
        assert!(program.state().recent.paths().is_empty(), "deleted is deleted");
    }
}

#[test]
fn paths_in_a_file_that_does_not_ask_for_them_are_dropped() {
    let settings = Settings::parse("{\"recent_keys\": false, \"recent_key_files\": [\"/keys/a.env\"]}").unwrap();
    assert!(settings.recent_key_files.is_empty());
}

#[test]
fn reset_is_as_at_the_first_start_and_can_be_taken_back() {
    let mut program = start();
    program.handle(Command::Set(Setting::Theme(Theme::Dark)), NOW);
    program.handle(Command::Do(Action::ZoomIn), NOW);
    program.handle(Command::Set(Setting::ClearAfter(None)), NOW);
    let before = Settings::of(program.state());
    program.handle(Command::Do(Action::ResetSettings), NOW);
    assert_eq!(Settings::of(program.state()), Settings::default());
    program.handle(Command::Do(Action::TakeBackReset), NOW);
    assert_eq!(Settings::of(program.state()), before);
    program.handle(Command::Do(Action::TakeBackReset), NOW);
    assert_eq!(program.state().notice.as_ref().unwrap().tone, Tone::Problem, "there is nothing more to take back");
}

#[test]
fn settings_that_can_not_be_saved_are_told_of_with_the_place() {
    let mut program = start();
    program.handle(Command::Report(Report::SettingsSaved(Err("permission denied".to_owned()))), NOW);
    let notice = program.state().notice.as_ref().unwrap();
    assert_eq!(notice.tone, Tone::Problem);
    assert!(notice.message.contains("permission denied") && notice.advice.contains("settings.json"), "{notice:?}");
}

#[test]
fn settings_that_were_set_aside_are_told_of_even_if_a_key_is_loaded_at_the_start() {
    let reason = Some("line 1, column 3 is not as it should be; it is now /x/settings.json.broken".to_owned());
    let loaded = Loaded { settings: Settings::default(), set_aside: reason, path: Some("/x/settings.json".into()) };
    let mut program = Program::new(Recorder::default(), NOW, Zone::UTC).with_settings(&loaded, NOW);
    load(&mut program, "/keys/live-ops.env");
    let shown = |program: &mut TestProgram, seconds| {
        program.frame(NOW.plus(seconds), |view, _| view.notice.map(|notice| notice.message.clone()))
    };
    assert!(shown(&mut program, 0).unwrap().contains("Loaded"));
    assert!(shown(&mut program, 20).unwrap().contains("settings.json.broken"));
    program.handle(Command::Do(Action::DismissNotice), NOW.plus(20));
    assert_eq!(shown(&mut program, 20), None);
}
