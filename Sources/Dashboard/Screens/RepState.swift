import Domain
import MetricEngine

/// What the sheet of a rep remembers.
public struct RepState: Sendable, Equatable {
  /// What can have the keys.
  enum Part: Sendable, Equatable, CaseIterable {
    case waiting, quiet, offProcess, notes

    var title: String {
      switch self {
      case .waiting: PeopleWords.waitingLeads
      case .quiet: PanelWords.listTitle(.activities)
      case .offProcess: PanelWords.listTitle(.processSteps)
      case .notes: PeopleWords.notes
      }
    }
  }

  /// The way to the rep.
  public var scope: OrganisationScope
  var question = PeopleQuestion()
  /// The reps beside this one, and this one.
  var people: People?
  var part = Part.waiting
  var waiting = ListState(listing: .waitingLeads, title: Part.waiting.title)
  var quiet = ListState(listing: .quiet, title: Part.quiet.title)
  var offProcess = ListState(listing: .offProcess, title: Part.offProcess.title)
  /// Oldest first; nil until they are known.
  var notes: [String]?
  var scroll = ScrollState()

  /// The sheet before anything was asked for.
  public init(_ scope: OrganisationScope) {
    self.scope = scope
    for list in Self.lists {
      self[keyPath: list].isKept = false
      self[keyPath: list].leavesOut = ["rep", "team"]
    }
  }

  /// The rep; empty for rows that name none.
  var name: String { scope.steps.last?.name ?? "" }

  /// What notes are about.
  var subject: NoteSubject { .rep(name) }

  /// The rep's figures.
  var element: PartFigures? { people?.elements.first { $0.name == name } }

  /// The list of a part; nil for notes.
  static func list(_ part: Part) -> WritableKeyPath<RepState, ListState>? {
    switch part {
    case .waiting: \.waiting
    case .quiet: \.quiet
    case .offProcess: \.offProcess
    case .notes: nil
    }
  }

  static var lists: [WritableKeyPath<RepState, ListState>] { Part.allCases.compactMap(list) }
}
