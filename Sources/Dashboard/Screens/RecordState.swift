import Cells
import Domain
import MetricEngine

/// What the screen of one opportunity remembers.
public typealias OpportunityState = RecordState<OpportunityTimeline>

/// What the screen of one lead remembers.
public typealias LeadState = RecordState<LeadTimeline>

/// What the screen of one record remembers.
public struct RecordState<Timeline: Sendable & Equatable>: Sendable, Equatable {
  /// Its row in the data; below 0 until it is found by its id.
  public var row: Int32
  /// What the source calls it, of a record that was open when the program was left.
  private(set) var sought: String?
  /// The question for its row; nil while none is awaited.
  var request: Int?
  /// What it is called in the list that led here.
  public var name: String
  var timeline: Timeline?
  var pages = RecordPages()

  /// A record before it is asked for.
  public init(row: Int32, name: String) {
    self.row = row
    self.name = name
  }

  /// A record of which only the id is known.
  init(id: String, name: String) {
    self.init(row: -1, name: name)
    sought = id
  }
}

/// The part of a record below its head: its history, and all that is stored about it.
struct RecordPages: Sendable, Equatable {
  enum Part: Sendable, Equatable { case history, record }
  /// The part that has the keys.
  var part = Part.history
  var scroll = ScrollState()
  /// Label and text of everything stored.
  var details: [[String]] = []
  /// Oldest first.
  var notes: [String] = []

  /// The commands of the parts.
  static let commands: [Command] = [.nextPart, .previousPart] + ScrollState.commands

  /// The address of the record in the CRM, if it is known and is one.
  var link: String? { RecordAddress.find(in: details) }

  /// What is stored under a label.
  func detail(_ label: String) -> String? {
    details.first { $0.count == 2 && $0[0] == label && !$0[1].isEmpty }?[1]
  }

  /// Takes what is stored now; a part that became shorter is scrolled back.
  mutating func take(details: [[String]], notes: [String]) {
    self.details = details
    self.notes = notes
  }

  mutating func choose(_ part: Part) {
    if part != self.part { scroll = ScrollState() }
    self.part = part
  }

  /// Scrolls, or goes to the other part; false if the command is not for it.
  mutating func perform(_ command: Command, lines: Int, height: Int) -> Bool {
    switch command {
    case .nextPart, .previousPart: choose(part == .history ? .record : .history)
    case _ where ScrollState.commands.contains(command): scroll.perform(command, lines: lines, height: height)
    default: return false
    }
    return true
  }
}

extension Model {
  /// The screen that going back leads to.
  var screenBelow: Screen? { stack.dropLast().last?.screen }

  /// After something was kept: the record on top may show it, so it is asked for again.
  mutating func refreshRecord() -> [Effect] {
    switch screen {
    case .opportunity, .lead, .rep: appear()
    default: []
    }
  }
}
