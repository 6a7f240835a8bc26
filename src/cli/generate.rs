//! `generate`: man pages and shell completions, made from the definitions of the command line itself.
//!
//! A package is made from what the program prints, so there is no build script, and help, pages and completions can't
//! say different things.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _, Subcommand};
use clap_complete::{Generator as _, Shell};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::World;
use super::arguments::{Arguments, At};
use super::error::CliError;
use super::output::Page;
use crate::domain::time::Zone;

const PROGRAM: &str = "token-debugger";

/// Print man pages and shell completions
#[derive(Args)]
#[command(
    disable_help_subcommand = true,
    after_help = "\
Examples:
  token-debugger generate man
  token-debugger generate man --out man1
  token-debugger generate completions bash
  token-debugger generate completions zsh --out completions

With --out the files get the names that man and the shell look for, and those names are printed."
)]
pub(super) struct GenerateArguments {
    #[command(subcommand)]
    document: Document,
}

#[derive(Subcommand)]
enum Document {
    /// Print the program's man page, or write it and a page for each subcommand into a folder
    #[command(after_help = "\
Examples:
  token-debugger generate man
  token-debugger generate man --out man1")]
    Man {
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        at: At,
    },
    /// Print the completions for a shell
    #[command(after_help = "\
Examples:
  token-debugger generate completions bash
  token-debugger generate completions fish --out completions")]
    Completions {
        /// Shell that reads them
        shell: Shell,
        #[command(flatten)]
        folder: Folder,
    },
}

#[derive(Args)]
struct Folder {
    /// Write files into this folder, which is made if it is missing
    #[arg(long = "out", value_name = "DIR")]
    path: Option<PathBuf>,
}

struct File {
    name: String,
    content: Vec<u8>,
}

pub(super) fn run(arguments: &GenerateArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let (files, folder) = match &arguments.document {
        Document::Man { folder, at } => {
            let (date, _) = at.at.unwrap_or(world.now).to_date_and_time(Zone::UTC);
            (man_pages(&date)?, folder)
        }
        Document::Completions { shell, folder } => (vec![completions(*shell)], folder),
    };
    match &folder.path {
        Some(folder) => write_files(&files, folder, world)?,
        // The page of the program itself is the first.
        None => files.iter().take(1).try_for_each(|file| world.stdout.write_all(&file.content))?,
    }
    Ok(0)
}

fn write_files(files: &[File], folder: &Path, world: &mut World<'_>) -> Result<(), CliError> {
    let fail = |path: &Path, error| CliError::Folder { path: path.to_owned(), error };
    std::fs::create_dir_all(folder).map_err(|error| fail(folder, error))?;
    let mut page = Page::new(world.stdout, false);
    for file in files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.content).map_err(|error| fail(&path, error))?;
        page.plain(&path.to_string_lossy())?;
    }
    Ok(())
}

fn completions(shell: Shell) -> File {
    let mut content = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), PROGRAM, &mut content);
    if shell == Shell::Bash {
        content = rename_branches(&String::from_utf8_lossy(&content)).into_bytes();
    }
    File { name: shell.file_name(PROGRAM), content }
}

/// `clap_complete` spells a hyphen in the program's name in two ways, so that bash would find no branch for a subcommand
/// (clap's issue 6421).
fn rename_branches(script: &str) -> String {
    script.replace(&PROGRAM.replace('-', "__subcmd__"), &PROGRAM.replace('-', "__"))
}

/// A page for the program, then one for each subcommand, in the order of the help. A page names the date of its making.
fn man_pages(date: &str) -> io::Result<Vec<File>> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut files = Vec::new();
    add_pages(&program, None, date, &mut files)?;
    Ok(files)
}

fn add_pages(command: &Command, parent: Option<&Command>, date: &str, files: &mut Vec<File>) -> io::Result<()> {
    files.push(man_page(command, parent, date)?);
    command.get_subcommands().try_for_each(|subcommand| add_pages(subcommand, Some(command), date, files))
}

/// The sections of one page. `clap_mangen` would run the lines of the examples together, so these are set here.
fn man_page(command: &Command, parent: Option<&Command>, date: &str) -> io::Result<File> {
    let source = format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).date(date).source(source).manual("Token Debugger");
    let mut content = Vec::new();
    man.render_title(&mut content)?;
    man.render_name_section(&mut content)?;
    man.render_synopsis_section(&mut content)?;
    man.render_description_section(&mut content)?;
    man.render_options_section(&mut content)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut content)?;
    }
    let mut roff = Roff::new();
    if let Some(text) = command.get_after_help() {
        add_blocks(&text.to_string(), &mut roff);
    }
    if let Some(parent) = parent.map(page_name) {
        roff.control("SH", ["SEE ALSO"]);
        roff.text([roman(format!("{parent}(1)"))]);
    }
    roff.to_writer(&mut content)?;
    Ok(File { name: man.get_filename(), content })
}

fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// The text behind a command's help: blocks between blank lines. A block under a heading is a section whose lines
/// stand as they are, the others are notes.
fn add_blocks(text: &str, roff: &mut Roff) {
    let (sections, notes): (Vec<&str>, Vec<&str>) = text.split("\n\n").partition(|block| heading(block).is_some());
    for (title, lines) in sections.into_iter().filter_map(heading) {
        roff.control("SH", [title.to_uppercase().as_str()]);
        roff.control("nf", []);
        lines.lines().for_each(|line| _ = roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]));
        roff.control("fi", []);
    }
    for (index, note) in notes.into_iter().enumerate() {
        // A section's heading starts its first paragraph.
        let (macro_name, title) = if index == 0 { ("SH", Some("NOTES")) } else { ("PP", None) };
        roff.control(macro_name, title);
        note.lines().for_each(|line| _ = roff.text([roman(line)]));
    }
}

/// A block's heading and the lines below it: "Examples:", then indented lines.
fn heading(block: &str) -> Option<(&str, &str)> {
    let (title, lines) = block.split_once(":\n")?;
    let indented = lines.lines().all(|line| line.starts_with("  "));
    (!title.contains('\n') && indented).then_some((title, lines))
}
