import Cells

extension KeyMap {
  static let moveBindings: [Binding] = [
    Binding(.up, [.up, .character("k")], in: .move),
    Binding(.down, [.down, .character("j")], in: .move),
    Binding(.left, [.left, .character("h")], in: .move),
    Binding(.right, [.right, .character("l")], in: .move),
    Binding(.first, [.home], in: .move),
    Binding(.last, [.end], in: .move),
    Binding(.pageUp, [.pageUp, .control("u")], in: .move),
    Binding(.pageDown, [.pageDown, .control("d")], in: .move),
    Binding(.open, [.enter], in: .move),
    Binding(.back, [.escape, .backspace], in: .move, place: .anywhere, act: { $0.goBack() }),
    Binding(
      .quitOrBack, [.character("q")], in: .move, place: .anywhere,
      act: { $0.stack.count > 1 ? $0.pop() : $0.leave() }),
    Binding(.nextPart, [.tab], in: .move),
    Binding(.previousPart, [.backTab], in: .move),
    Binding(
      .panel1, [.character("1")], in: .move, place: .anywhere,
      act: { $0.choosePanel(.leadResponse) }),
    Binding(
      .panel2, [.character("2")], in: .move, place: .anywhere,
      act: { $0.choosePanel(.qualifiedLeads) }),
    Binding(
      .panel3, [.character("3")], in: .move, place: .anywhere,
      act: { $0.choosePanel(.processSteps) }),
    Binding(
      .panel4, [.character("4")], in: .move,
      place: .anywhere, act: { $0.choosePanel(.activities) }),
    Binding(
      .panel5, [.character("5")], in: .move, place: .anywhere,
      act: { $0.choosePanel(.timeToClose) }),
  ]

  static let findBindings: [Binding] = [
    Binding(
      .filter, [.character("/")], in: .find,
      place: .anywhere, act: { $0.startFilter() }),
    Binding(.nextMatch, [.character("n")], in: .find),
    Binding(.previousMatch, [.control("n")], in: .find),
    Binding(.sort, [.character("s")], in: .find),
    Binding(.reverse, [.character("r")], in: .find),
  ]

  static let timeBindings: [Binding] = [
    Binding(
      .period, [.character("t")], in: .time,
      place: .anywhere, act: { $0.cyclePeriod() }),
    Binding(
      .dates, [.character("C")], in: .time, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.startPeriod() }),
    Binding(
      .comparison, [.character("c")], in: .time,
      place: .anywhere, act: { $0.toggleComparison() }),
    Binding(
      .fewerWeeks, [.character("+")], in: .time, place: .anywhere, act: { $0.zoom(1) }),
    Binding(
      .moreWeeks, [.character("-")], in: .time, place: .anywhere, act: { $0.zoom(-1) }),
    Binding(
      .dayBack, [.character(",")], in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.travel(days: -1) }),
    Binding(
      .dayOn, [.character(".")], in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travel(days: 1) }),
    Binding(
      .weekBack, [.character("{")], in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.travel(days: -7) }),
    Binding(
      .weekOn, [.character("}")], in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travel(days: 7) }),
    Binding(
      .present, [.character("=")], in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travelHome() }),
    Binding(
      .pause, [.character("p")], in: .time, place: .anywhere,
      act: { $0.togglePause() }),
    Binding(
      .replay, [.character("R")], in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.playHistory() }),
  ]
}
