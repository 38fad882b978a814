import Cells

extension KeyMap {
  static let moveBindings: [Binding] = [
    Binding(.up, [.up, .character("k")], "up", "Move up", in: .move),
    Binding(.down, [.down, .character("j")], "down", "Move down", in: .move),
    Binding(.left, [.left, .character("h")], "left", "Move left", in: .move),
    Binding(.right, [.right, .character("l")], "right", "Move right", in: .move),
    Binding(.first, [.home], "first", "Go to the first", in: .move),
    Binding(.last, [.end], "last", "Go to the last", in: .move),
    Binding(.pageUp, [.pageUp, .control("u")], "page up", "One page up", in: .move),
    Binding(.pageDown, [.pageDown, .control("d")], "page down", "One page down", in: .move),
    Binding(.open, [.enter], "open", "Open what is selected", in: .move),
    Binding(
      .back, [.escape, .backspace], "back", "Go back; on the overview, drop the filter, then come back to now",
      in: .move, place: .anywhere, act: { $0.goBack() }),
    Binding(
      .quitOrBack, [.character("q")], "quit", "Go back; on the overview, quit", in: .move, place: .anywhere,
      act: { $0.stack.count > 1 ? $0.goBack() : $0.leave() }),
    Binding(.nextPart, [.tab], "next part", "Next part of the screen", in: .move),
    Binding(.previousPart, [.backTab], "previous part", "Previous part of the screen", in: .move),
    Binding(
      .panel1, [.character("1")], "panel", "Select Lead response; again opens it", in: .move, place: .anywhere,
      act: { $0.choosePanel(.leadResponse) }),
    Binding(
      .panel2, [.character("2")], "panel", "Select Qualified leads; again opens it", in: .move, place: .anywhere,
      act: { $0.choosePanel(.qualifiedLeads) }),
    Binding(
      .panel3, [.character("3")], "panel", "Select Process steps; again opens it", in: .move, place: .anywhere,
      act: { $0.choosePanel(.processSteps) }),
    Binding(
      .panel4, [.character("4")], "panel", "Select Activities per opportunity; again opens it", in: .move,
      place: .anywhere, act: { $0.choosePanel(.activities) }),
    Binding(
      .panel5, [.character("5")], "panel", "Select Time to close; again opens it", in: .move, place: .anywhere,
      act: { $0.choosePanel(.timeToClose) }),
  ]

  static let findBindings: [Binding] = [
    Binding(
      .filter, [.character("/")], "filter",
      "Filter: words, rep:NAME, amount>50k, idle>14d, late>1h, closed:this-quarter", in: .find,
      place: .anywhere, act: { $0.startFilter() }),
    Binding(.nextMatch, [.character("n")], "next match", "Next match", in: .find),
    Binding(.previousMatch, [.control("n")], "previous match", "Previous match", in: .find),
    Binding(.sort, [.character("s")], "sort", "Sort by the next column (left and right too)", in: .find),
    Binding(.reverse, [.character("r")], "reverse", "Reverse the order", in: .find),
  ]

  static let timeBindings: [Binding] = [
    Binding(
      .period, [.character("t")], "period", "Next period: 7, 28, 90, 364 days, quarter, year", in: .time,
      place: .anywhere, act: { $0.cyclePeriod() }),
    Binding(
      .dates, [.character("C")], "dates", "A period of your own: 60, quarter, 2026-Q1, 2026-01-15..2026-03-31",
      in: .time, place: .anywhere, disabled: Model.noFiguresYet, act: { $0.startPeriod() }),
    Binding(
      .comparison, [.character("c")], "compare", "Compare with the period before, or with a year ago", in: .time,
      place: .anywhere, act: { $0.toggleComparison() }),
    Binding(
      .fewerWeeks, [.character("+")], "fewer weeks", "Charts show the last 13 weeks, then 8", in: .time,
      place: .anywhere, act: { $0.zoom(1) }),
    Binding(
      .moreWeeks, [.character("-")], "more weeks", "Charts show more weeks again, at most 26", in: .time,
      place: .anywhere, act: { $0.zoom(-1) }),
    Binding(
      .dayBack, [.character(",")], "day back", "Stand one day earlier", in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.travel(days: -1) }),
    Binding(
      .dayOn, [.character(".")], "day on", "Stand one day later", in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travel(days: 1) }),
    Binding(
      .weekBack, [.character("{")], "week back", "Stand one week earlier", in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.travel(days: -7) }),
    Binding(
      .weekOn, [.character("}")], "week on", "Stand one week later", in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travel(days: 7) }),
    Binding(
      .present, [.character("=")], "now", "Come back from a past day", in: .time, place: .anywhere,
      disabled: Model.alreadyAtPresent, act: { $0.travelHome() }),
    Binding(
      .pause, [.character("p")], "pause", "Hold the figures still, and let them go on", in: .time, place: .anywhere,
      act: { $0.togglePause() }),
    Binding(
      .replay, [.character("R")], "replay",
      "Play the history, a day a second; again a week, four weeks, then stop", in: .time, place: .anywhere,
      disabled: Model.noFiguresYet, act: { $0.playHistory() }),
  ]
}
