import AlertEngine
import Cells
import Domain

/// One line about an alert: what stands in each column, in full and in fewer letters.
struct AlertRow: Equatable {
  /// A text and what can stand in its place.
  struct Text: Equatable {
    var full: String
    var short: String

    init(_ full: String, short: String? = nil) {
      self.full = full
      self.short = short ?? full
    }

    /// The full form if it fits, else the short one, cut at the end of a word where even that does not.
    func fitted(to width: Int, isShort: Bool, _ glyphs: GlyphSet) -> String {
      !isShort && TextWidth.of(full) <= width ? full : WordCut.cut(short, to: width, glyphs: glyphs)
    }
  }

  var key: AlertKey
  var standing: AlertStanding
  var what: Text
  var now: Text
  var limit: Text
  var since: Text
  var why: Text
  var touches: Text
  var next: Text
  var basis: String
  /// True if ``why`` names a cause, not what is to be expected.
  private var isCaused: Bool

  /// An alert by itself.
  /// - Parameter keys: those that "do next" names.
  init(_ entry: AlertEntry, _ snapshot: Snapshot, _ keys: KeyMap) {
    let words = snapshot.words(entry)
    let memory = AlertText(entry, snapshot)
    key = entry.key
    standing = snapshot.standing(entry)
    what = Text(memory.title, short: memory.shortTitle)
    now = Text(words.countedValue, short: words.value)
    limit = Text(words.limit, short: words.signedLimit)
    since = Text(words.reason?.since ?? "", short: words.reason?.sinceAge ?? "")
    basis = words.basis
    isCaused = words.isCaused
    // Where nothing is wrong nothing is at stake, and nothing to be done.
    let isWrong = !standing.isCalm
    why = isWrong ? Text(words.why, short: words.shortWhy) : Text("")
    touches = isWrong ? Text(words.touches, short: words.shortTouches) : Text("")
    next =
      memory.next
      ?? (standing.isFiring ? Text(words.doNext(keys), short: DoNext(words.finding.rule.doNext, keys).text) : Text(""))
    if !isWrong { since = Text("") }
    if standing == .pending, since.full.isEmpty { since = memory.pendingSince }
  }

  /// What stands in a column.
  subscript(column: AlertColumns.Column) -> Text {
    switch column {
    case .what: what
    case .now: now
    case .limit: limit
    case .since: since
    case .why: why
    case .basis: Text(basis)
    case .touches: touches
    case .next: next
    }
  }

  /// With what it touches in the place of a cause that is not known.
  var merged: AlertRow {
    guard !isCaused, !touches.full.isEmpty else { return self }
    var row = self
    row.why = touches
    return row
  }

  /// Everything that has one cause, as one line.
  init?(_ line: AlertLine, _ snapshot: Snapshot, _ keys: KeyMap) {
    guard let head = snapshot.alerts[line.head.key] else { return nil }
    self.init(head, snapshot, keys)
    standing = line.isQuiet ? .seen : .firing(line.loudest)
    let others = line.folded.compactMap { snapshot.alerts[$0.key] }
    let sameRule = others.filter { $0.key.rule == head.key.rule }
    if line.isAboutParts, !sameRule.isEmpty {
      let parts = [head] + sameRule
      let count = Self.counted(parts)
      let short = snapshot.words(head).shortTitle.lowercased()
      what = Text(DimensionWords.title(head.finding.rule.title, ofSeveral: count), short: "\(count): \(short)")
      why = Text(parts.map { Self.partWithValue($0, snapshot) }.joined(separator: ", "))
      isCaused = true
    } else if why.full.isEmpty, !others.isEmpty {
      why = Text(others.map { Self.beside($0, head, snapshot) }.joined(separator: ", "))
    }
  }

  /// "2 reps"; of several dimensions "3 parts".
  private static func counted(_ parts: [AlertEntry]) -> String {
    let dimensions = Set(
      parts.compactMap { if case .element(let dimension, _) = $0.key.scope { dimension } else { nil } })
    guard dimensions.count == 1, let dimension = dimensions.first else {
      return Counted.parts(parts.count)
    }
    return DimensionWords.parts(parts.count, dimension)
  }

  /// "rep014 12 %".
  private static func partWithValue(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    "\(AlertText(entry, snapshot).part ?? Words.all) \(snapshot.words(entry).value)"
  }

  /// What a line tells beside its head: a part of it by its name, another rule by its own.
  private static func beside(_ entry: AlertEntry, _ head: AlertEntry, _ snapshot: Snapshot) -> String {
    if entry.key.rule == head.key.rule { return partWithValue(entry, snapshot) }
    let words = snapshot.words(entry)
    return "\(AlertWords.also) \(words.value) \(words.shortWhat)"
  }
}
