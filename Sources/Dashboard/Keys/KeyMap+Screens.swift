import Cells

extension KeyMap {
  static let screenBindings: [Binding] = [
    Binding(
      .alerts, [.character("!")], in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.alerts(AlertsState())) }),
    Binding(
      .waiting, [.character("b")], in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.waiting(WaitingState())) }),
    Binding(
      .changes, [.character("d")], in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet,
      act: { $0.pushUnlessThere(.changes(ChangesState($0.snapshot?.changes))) }),
    Binding(.changesSince, [.character("D")], in: .screens),
    Binding(
      .whose, [.character("w")], in: .screens, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.openWhose() }),
    Binding(
      .opportunities, [.character("o")], in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet,
      act: { $0.pushUnlessThere(.list(ListState(SavedView.shipped[0]))) }),
    Binding(
      .explain, [.character("x")], in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.explainSelected() }),
    Binding(
      .claims, [.character("P")], in: .screens, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.claims(ClaimsState())) }),
    Binding(
      .sources, [.character("S")], in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet, act: { $0.pushUnlessThere(.sources(SourcesState())) }),
    Binding(
      .themes, [.character("T")], in: .screens, place: .anywhere,
      act: { $0.pushUnlessThere(.themes(ThemesState())) + [.loadThemes] }),
    Binding(
      .limits, [.character("E")], in: .screens,
      place: .anywhere, disabled: Model.noFiguresYet, act: { $0.openLimits() }),
    Binding(
      .views, [.character("V")], in: .screens, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.startViews() }),
    Binding(.columns, [.character("|")], in: .screens),
    Binding(.layout, [.character("L")], in: .screens),
    Binding(.leaveOut, [.character("X")], in: .screens),
    Binding(.fullScreen, [.character("f")], in: .screens),
    Binding(
      .help, [.character("?"), .function(1)], in: .screens, place: .anywhere,
      act: { $0.pushUnlessThere(.help(HelpState())) }),
    Binding(
      .palette, [.character(":"), .control("p")], in: .screens,
      place: .anywhere, act: { $0.startPalette() }),
  ]

  static let actBindings: [Binding] = [
    Binding(.copy, [.character("y")], in: .act),
    Binding(.mark, [.character(" ")], in: .act),
    Binding(
      .export, [.character("e")], in: .act,
      act: { $0.startExport() }),
    Binding(.link, [.character("O")], in: .act),
    Binding(.note, [.character("N")], in: .act),
    Binding(
      .acknowledge, [.character("a")], in: .act
    ),
    Binding(.snooze, [.character("z")], in: .act),
    Binding(
      .undo, [.character("u")], in: .act,
      place: .anywhere, disabled: Model.nothingToUndo, act: { $0.takeBack() }),
    Binding(.save, [.control("s")], in: .act),
    Binding(.suggestion, [.character("v")], in: .act),
  ]

  static let programBindings: [Binding] = [
    Binding(
      .refresh, [.function(5)], in: .program, place: .anywhere,
      act: {
        $0.tell(Words.readingAgain)
        return [.refreshSources]
      }),
    Binding(
      .mouse, [.function(2)], in: .program,
      place: .anywhere, act: { $0.toggleMouse() }),
    Binding(
      .redraw, [.control("l")], in: .program, place: .anywhere,
      act: { _ in [.redraw] }),
    Binding(
      .reloadSettings, [.control("r")], in: .program, place: .anywhere,
      act: { _ in [.reloadSettings] }),
    Binding(
      .suspend, [.control("z")], in: .program, place: .anywhere,
      act: { _ in [.suspend] }),
    Binding(.quit, [.control("c")], in: .program, place: .anywhere, act: { $0.leave() }),
  ]
}
