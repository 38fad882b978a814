/// Everything a key can mean. Each has exactly one ``Binding``; what a screen makes of it is the screen's business.
public enum Command: String, Sendable, Hashable, CaseIterable {
  // Moving
  case up, down, left, right, first, last, pageUp, pageDown, open, back, quitOrBack, nextPart, previousPart
  case panel1, panel2, panel3, panel4, panel5
  // Looking for
  case filter, nextMatch, previousMatch, sort, reverse
  // Time
  case fewerWeeks, moreWeeks
  case period, dates, comparison, dayBack, dayOn, weekBack, weekOn, present, pause, replay
  // Screens
  case waiting, changes, changesSince, opportunities, alerts, claims, sources, explain, themes, help, palette
  case fullScreen, layout, leaveOut, limits, whose, columns, views
  // Doing
  case mark, copy, export, link, note, acknowledge, snooze, undo, save, suggestion
  // The program
  case refresh, mouse, redraw, reloadSettings, suspend, quit
}

extension Command {
  /// What settings call it: "day-back".
  public var settingsName: String {
    rawValue.reduce(into: "") { name, letter in name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}
