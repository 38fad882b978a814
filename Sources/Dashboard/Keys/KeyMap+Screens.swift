import Cells

extension KeyMap {
  static let screenBindings: [Binding] = [
    Binding(
      .alerts, [.character("!")], "alerts", "All alerts: wrong, pending, seen, snoozed, cleared, and limits that hold",
      in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.alerts(AlertsState())) }),
    Binding(
      .waiting, [.character("b")], "waiting", "Leads that wait for an answer", in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.waiting(WaitingState())) }),
    Binding(
      .changes, [.character("d")], "changed", "What changed since you last looked, or since any day", in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet,
      act: { $0.pushUnlessThere(.changes(ChangesState($0.snapshot?.changes))) }),
    Binding(
      .changesSince, [.character("D")], "since", "Since which day it is said what changed", in: .screens),
    Binding(
      .whose, [.character("w")], "whose",
      "Regions, managers, teams and reps: Enter goes in; again shows the dashboard of it",
      in: .screens, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.openWhose() }),
    Binding(
      .opportunities, [.character("o")], "deals", "All opportunities", in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet,
      act: { $0.pushUnlessThere(.list(ListState(SavedView.shipped[0]))) }),
    Binding(
      .explain, [.character("x")], "explain", "How a figure came about", in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.explainSelected() }),
    Binding(
      .claims, [.character("P")], "published", "Published figures beside your own", in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.claims(ClaimsState())) }),
    Binding(
      .sources, [.character("S")], "sources", "Where the data comes from, and rows set aside", in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.sources(SourcesState())) }),
    Binding(
      .themes, [.character("T")], "theme", "Choose a theme", in: .screens, place: .anywhere,
      act: { $0.pushUnlessThere(.themes(ThemesState())) + [.loadThemes] }),
    Binding(
      .limits, [.character("E")], "limits", "Move the levels of a rule and see when it would have fired", in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet, act: { $0.openLimits() }),
    Binding(
      .views, [.character("V")], "views", "Views of deals: closing this quarter, quiet, off process, your own",
      in: .screens, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.startViews() }),
    Binding(
      .columns, [.character("|")], "columns", "Choose the columns of a list and their order", in: .screens),
    Binding(
      .layout, [.character("L")], "layout", "Layout of the overview: all panels, the selected one large, those chosen",
      in: .screens),
    Binding(
      .leaveOut, [.character("X")], "leave out", "Leave the selected panel out of the chosen layout, or take it back",
      in: .screens),
    Binding(.fullScreen, [.character("f")], "full screen", "The selected panel on the whole screen", in: .screens),
    Binding(
      .help, [.character("?"), .function(1)], "all keys", "All keys", in: .screens, place: .anywhere,
      act: { $0.pushUnlessThere(.help(HelpState())) }),
    Binding(
      .palette, [.character(":"), .control("p")], "command", "Any command by its name", in: .screens,
      place: .anywhere, act: { $0.startPalette() }),
  ]

  static let actBindings: [Binding] = [
    Binding(.copy, [.character("y")], "copy", "Copy what is selected", in: .act),
    Binding(.mark, [.character(" ")], "mark", "Mark a row: copy and export take marked rows alone", in: .act),
    Binding(
      .export, [.character("e")], "export", "Write what is shown to a file: CSV, JSON or Markdown", in: .act,
      act: { $0.startExport() }),
    Binding(.link, [.character("O")], "link", "Show the link to the record in the CRM", in: .act),
    Binding(.note, [.character("N")], "note", "Write a note", in: .act),
    Binding(
      .acknowledge, [.character("a")], "acknowledge", "Say who has an alert, and until when it may stay quiet", in: .act
    ),
    Binding(
      .snooze, [.character("z")], "snooze", "Keep an alert quiet until a day or until it clears; wake a snoozed one",
      in: .act),
    Binding(
      .undo, [.character("u")], "undo", "Take back what was just done about an alert (10 s)", in: .act,
      place: .anywhere, disabled: Model.nothingToUndo, act: { $0.takeBack() }),
    Binding(
      .save, [.control("s")], "save", "Write the levels to the settings file; keep a list of deals as a view", in: .act),
    Binding(.suggestion, [.character("v")], "suggested", "Take the suggested levels", in: .act),
  ]

  static let programBindings: [Binding] = [
    Binding(
      .refresh, [.function(5)], "refresh", "Read the sources again", in: .program, place: .anywhere,
      act: { _ in [.refreshSources] }),
    Binding(
      .mouse, [.function(2)], "mouse", "Mouse on or off (off: the terminal selects text)", in: .program,
      place: .anywhere, act: { $0.toggleMouse() }),
    Binding(
      .redraw, [.control("l")], "redraw", "Draw the screen anew", in: .program, place: .anywhere,
      act: { _ in [.redraw] }),
    Binding(
      .reloadSettings, [.control("r")], "reload", "Read the settings again", in: .program, place: .anywhere,
      act: { _ in [.reloadSettings] }),
    Binding(
      .suspend, [.control("z")], "suspend", "Stop for now (fg comes back)", in: .program, place: .anywhere,
      act: { _ in [.suspend] }),
    Binding(.quit, [.control("c")], "quit", "Quit", in: .program, place: .anywhere, act: { $0.leave() }),
  ]
}
