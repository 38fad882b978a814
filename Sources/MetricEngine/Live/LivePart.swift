import Domain

/// Some leads and opportunities by themselves, with all that belongs to them, as they are or were at some time.
struct LivePart: Sendable {
  /// Knows only these rows, and nothing later than the instant of the question.
  let engine: Engine
  /// Those of them that the question is about.
  let selection: Selection
  let query: Query
  /// By row of the engine's tables: the numbers that rows keep while figures live.
  let leadNumbers: [Int32]
  let opportunityNumbers: [Int32]

  /// Where an opportunity comes in lists among its equals.
  func order(ofOpportunity row: Int) -> LiveOrder {
    LiveOrder(created: engine.dataset.opportunities.createdAt[row], number: opportunityNumbers[row])
  }

  /// Where a lead comes in lists among its equals.
  func order(ofLead row: Int) -> LiveOrder {
    LiveOrder(created: engine.dataset.leads.createdAt[row], number: leadNumbers[row])
  }
}

extension LiveOrder {
  /// As if the last were the first.
  var reversed: LiveOrder { LiveOrder(created: Instant(~created.seconds), number: ~number) }
}

/// Whether rows come or go.
enum LiveSign: Int {
  case goes = -1
  case comes = 1
}

/// The order of the rows of a table: by creation, then as they came.
struct LiveOrder: Comparable, Sendable {
  var created: Instant
  var number: Int32

  static func < (left: LiveOrder, right: LiveOrder) -> Bool {
    left.created == right.created ? left.number < right.number : left.created < right.created
  }
}

/// The figures of one panel, made of all rows and then kept up to date: each part that goes takes away what it had
/// added, each that comes adds its own, so that the order of changes can make no difference. All rows together are a
/// part too: the first that comes.
protocol LivePanel: Sendable {
  /// Takes a part out or in.
  mutating func change(_ part: LivePart, _ sign: LiveSign)
}
