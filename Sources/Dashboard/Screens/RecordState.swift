import Cells
import Domain
import MetricEngine

/// What the screen of one opportunity remembers.
public struct OpportunityState: Sendable, Equatable {
  public var row: Int32
  /// What it is called in the list that led here.
  public var name: String
  var timeline: OpportunityTimeline?
  var pages = RecordPages()

  public init(row: Int32, name: String) {
    self.row = row
    self.name = name
  }
}

/// What the screen of one lead remembers.
public struct LeadState: Sendable, Equatable {
  public var row: Int32
  /// What it is called in the list that led here.
  public var name: String
  var timeline: LeadTimeline?
  var pages = RecordPages()

  public init(row: Int32, name: String) {
    self.row = row
    self.name = name
  }
}

/// The part of a record below its head: its history, and all that is stored about it.
struct RecordPages: Sendable, Equatable {
  enum Part: Sendable, Equatable { case history, record }
  var part = Part.history
  /// First line in view of the part that has the keys.
  var top = 0
  var details: [[String]] = []
  var notes: [String] = []

  /// The address of the record in the CRM, if it is known and is one.
  var link: String? {
    details.first { $0.count == 2 && $0[0] == "link" && $0[1].hasPrefix("http") }?[1]
  }

  /// Scrolls, or goes to the other part; nil if the command is not for it.
  mutating func perform(_ command: Command, lines: Int, height: Int) -> Bool {
    let bottom = max(0, lines - height)
    switch command {
    case .up: top = max(0, top - 1)
    case .down: top = min(bottom, top + 1)
    case .pageUp: top = max(0, top - height)
    case .pageDown: top = min(bottom, top + height)
    case .first: top = 0
    case .last: top = bottom
    case .nextPart, .previousPart:
      part = part == .history ? .record : .history
      top = 0
    default: return false
    }
    return true
  }
}
