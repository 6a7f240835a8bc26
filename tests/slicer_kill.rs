//! Saves that are killed at random moments leave the old config or the new one, whole. `SLICER_KILLS` sets how many.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use slicer_support::{CONFIG, Numbers, key, key_path};
use tempfile::TempDir;
use token_debugger::domain::credential::Credential;
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::slicer::{SlicerConfig, api_key_value};
use token_debugger::domain::time::UnixTime;

const NOW: UnixTime = UnixTime(1_795_288_592);

struct Stage {
    folder: TempDir,
    config: PathBuf,
    key: Credential,
}

/// What was left behind by all killed saves.
#[derive(Debug, Default)]
struct Count {
    old: usize,
    new: usize,
    stray: usize,
}

impl Stage {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let config = folder.path().join("uplynk.conf");
        // Long enough that a write can be cut in the middle.
        fs::write(&config, format!("{CONFIG}{}", "# filler\n".repeat(60_000))).unwrap();
        Self { folder, config, key: key() }
    }

    fn save(&self, at: UnixTime, backup: bool) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_token-debugger"));
        command.args(["slicer", "--write", "--at", &at.0.to_string()]);
        command.arg("--key").arg(key_path()).arg("--config").arg(&self.config);
        if backup {
            command.arg("--backup");
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// What a save at this moment makes of a config.
    fn changed(&self, before: &[u8], at: UnixTime) -> Vec<u8> {
        let token = sign(&self.key, &Wish::for_slicer(), at).unwrap();
        let config = SlicerConfig::parse(before).unwrap();
        config.with_api_key(&api_key_value(token.token()), None).unwrap().as_bytes().to_vec()
    }

    fn others(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| *path != self.config).collect()
    }
}

fn is_backup(path: &Path) -> bool {
    path.to_string_lossy().contains(".conf.bak-")
}

/// Kills at any moment of the run, or shortly after the first sign of the new file.
fn kill_at_random(stage: &Stage, mut child: Child, run: Duration, numbers: &mut Numbers) {
    let limit = Instant::now() + run * 2;
    let thousandth = |numbers: &mut Numbers| u32::try_from(numbers.below(1000)).unwrap();
    if numbers.below(3) == 0 {
        // The random moment is what is tested: nothing is waited for.
        thread::sleep(run * thousandth(numbers) / 1000);
    } else {
        while stage.others().is_empty() && Instant::now() < limit {}
        thread::sleep(run * thousandth(numbers) / 2000);
    }
    let _ = child.kill();
    child.wait().unwrap();
}

fn count_kills(stage: &Stage, kills: usize) -> Count {
    let mut numbers = Numbers(8);
    let mut count = Count::default();
    let start = Instant::now();
    assert!(stage.save(NOW, false).wait().unwrap().success());
    let run = start.elapsed();
    for round in 1..=kills {
        let old = fs::read(&stage.config).unwrap();
        let at = NOW.plus(i64::try_from(round).unwrap());
        let backup = round % 4 == 0;
        kill_at_random(stage, stage.save(at, backup), run, &mut numbers);
        let left = fs::read(&stage.config).unwrap();
        if left == old {
            count.old += 1;
        } else {
            assert!(left == stage.changed(&old, at), "round {round}: neither the old config nor the new one");
            count.new += 1;
            assert!(!backup || stage.others().iter().any(|path| is_backup(path)), "round {round}: no backup");
        }
        for path in stage.others() {
            if is_backup(&path) {
                assert!(fs::read(&path).unwrap() == old, "round {round}: the backup is not the old config");
                fs::remove_file(path).unwrap();
            } else {
                count.stray += 1;
            }
        }
    }
    count
}

#[test]
fn a_killed_save_leaves_the_old_config_or_the_new_one_and_the_next_save_clears_up() {
    let kills = std::env::var("SLICER_KILLS").map_or(60, |count| count.parse().unwrap());
    let stage = Stage::new();
    let count = count_kills(&stage, kills);
    eprintln!("{kills} kills: {count:?}");
    // Without these the kills would have come too early or too late to show anything.
    assert!(count.old > 0 && count.new > 0 && count.stray > 0, "{count:?}");
    assert!(stage.save(NOW.plus(-1), false).wait().unwrap().success());
    assert_eq!(stage.others(), Vec::<PathBuf>::new());
}
