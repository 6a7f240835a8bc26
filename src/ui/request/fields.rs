//! What a call says: method, path, parameters, query, body.

use eframe::egui::{ComboBox, Ui};

use crate::app::command::Command;
use crate::app::request_desk::{RequestEdit, RequestKind};
use crate::app::view::View;
use crate::domain::credential::DEFAULT_ROOT_URL;
use crate::domain::request::{Method, PathError, RequestError, Root, STAPI_ROOT};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Field, TextArea, opened_list, option, problem, small_dim, text_area, text_field};

const METHOD: f32 = 92.0;

/// A REST request.
pub(super) fn rest(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let desk = &view.state.request;
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    match desk.kind {
        RequestKind::Stapi => root(ui, view, STAPI_ROOT, commands),
        RequestKind::Bearer => root(ui, view, "https://api.example.com/v1", commands),
        _ => {}
    }
    let error = error_of(view);
    ui.label(theme::strong("Method and path"));
    ui.horizontal(|ui| {
        choose_method(ui, desk.method, commands);
        one_line(ui, "Path", &desk.path, "/api/v4/…", RequestEdit::Path, commands);
    });
    show_error(ui, error.as_ref(), |error| match error {
        // What is still to be typed is no mistake: the text's place says so.
        RequestError::Path(error) => !matches!(error, PathError::NoValue { .. } | PathError::DotValue { .. }),
        other => matches!(other, RequestError::CallPath { .. }),
    });
    for name in &view.request.parameters {
        ui.push_id(name, |ui| {
            ui.horizontal(|ui| {
                let label = format!("{{{name}}}");
                ui.label(theme::mono(&label));
                let edit = |text| RequestEdit::Parameter(name.clone(), text);
                one_line(ui, &format!("Parameter {name}"), desk.parameter(name), "", edit, commands);
            });
        });
    }
    show_error(ui, error.as_ref(), |error| matches!(error, RequestError::Path(PathError::DotValue { .. })));
    ui.label(theme::strong("Query"));
    area(ui, "Query", &desk.query, "optional: name=value, one a line", 1, RequestEdit::Query, commands);
    show_error(ui, error.as_ref(), |error| matches!(error, RequestError::QueryName));
    // A body that a change of the method left behind must be seen to be taken away.
    if desk.method != Method::Get || !desk.body.trim().is_empty() {
        ui.label(theme::strong("Body"));
        area(ui, "Body", &desk.body, "optional: JSON", 3, RequestEdit::Body, commands);
        let is_of_body = |error: &RequestError| {
            use RequestError::{BodyNotAllowed, BodyNotJson, BodyTooLarge};
            matches!(error, BodyNotJson(_) | BodyNotAllowed(_) | BodyTooLarge { .. })
        };
        show_error(ui, error.as_ref(), is_of_body);
    }
}

/// A v2 call.
pub(super) fn call(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let desk = &view.state.request;
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    let error = error_of(view);
    ui.label(theme::strong("Path"));
    one_line(ui, "Path", &desk.call_path, "/api2/…", RequestEdit::CallPath, commands);
    let is_of_parameters = |error: &RequestError| {
        use RequestError::{BodyTooLarge, ParameterTwice, ParametersNotJson, ParametersNotObject};
        matches!(error, ParametersNotJson(_) | ParametersNotObject(_) | ParameterTwice(_) | BodyTooLarge { .. })
    };
    show_error(ui, error.as_ref(), |error| !is_of_parameters(error));
    ui.label(theme::strong("Parameters (msg)"));
    let hint = "optional: JSON object";
    area(ui, "Parameters (msg)", &desk.call_parameters, hint, 3, RequestEdit::CallParameters, commands);
    show_error(ui, error.as_ref(), is_of_parameters);
    small_dim(ui, "They travel in the msg claim of the token that is made for this very call.");
}

fn root(ui: &mut Ui, view: &View<'_>, hint: &str, commands: &mut Vec<Command>) {
    ui.label(theme::strong("Root URL"));
    let typed = &view.state.request.root;
    one_line(ui, "Root URL", typed, hint, RequestEdit::Root, commands);
    if let Some(error) = Root::parse(typed).err().filter(|_| !typed.trim().is_empty()) {
        problem(ui, &error.to_string(), error.advice());
    }
}

fn choose_method(ui: &mut Ui, method: Method, commands: &mut Vec<Command>) {
    let chosen = ComboBox::from_id_salt("method").width(METHOD).selected_text(theme::mono(method.as_str()));
    let response = chosen.show_ui(ui, |ui| {
        opened_list(ui, "Methods");
        for other in Method::ALL {
            if option(ui, other == method, theme::mono(other.as_str())).clicked() {
                commands.push(Command::EditRequest(RequestEdit::Method(other)));
            }
        }
    });
    response.response.accessible_name("Method");
}

/// A field as wide as there is room.
pub(super) fn one_line(
    ui: &mut Ui,
    name: &str,
    value: &str,
    hint: &str,
    edit: impl FnOnce(String) -> RequestEdit,
    commands: &mut Vec<Command>,
) {
    let field = Field { value, hint, name, width: ui.available_width(), code: true };
    if let (_, Some(text)) = text_field(ui, &field) {
        commands.push(Command::EditRequest(edit(text)));
    }
}

fn area(
    ui: &mut Ui,
    name: &str,
    value: &str,
    hint: &str,
    rows: usize,
    edit: impl FnOnce(String) -> RequestEdit,
    commands: &mut Vec<Command>,
) {
    if let (_, Some(text)) = text_area(ui, &TextArea { value, hint, name, rows }) {
        commands.push(Command::EditRequest(edit(text)));
    }
}

/// What is wrong with the call, whatever root it goes to.
fn error_of(view: &View<'_>) -> Option<RequestError> {
    let root = Root::parse(DEFAULT_ROOT_URL).ok()?;
    view.state.request.call()?.to_http(&root).err()
}

/// The error, if it is about the field above.
fn show_error(ui: &mut Ui, error: Option<&RequestError>, is_here: impl Fn(&RequestError) -> bool) {
    if let Some(error) = error.filter(|error| is_here(error)) {
        problem(ui, &error.to_string(), error.advice());
    }
}
