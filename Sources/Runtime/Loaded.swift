import Dashboard
import Domain
import MetricEngine

/// A data set ready to be asked.
public struct Loaded: Sendable {
  /// What to call the data on screen.
  public var title: String
  /// Answers every question about the rows.
  public var engine: Engine
  /// Where figures stand unless asked otherwise.
  public var present: Present
  /// How each source is doing.
  public var sources: [SourceStatus]
  /// Names by dimension that a filter can take, most frequent first.
  public var names: [Dimension: [String]]
  /// Where the CRM shows records whose data does not say it.
  public var links: RecordLinks
  /// Grows with every change of the data.
  public var generation: Int
  /// Tells its rows and what they are judged by from all others, in any program; nil where they keep arriving.
  public var identity: String?
  /// Keeps what questions have prepared for the next start; nil if it is kept already or never is.
  public var facts: FactsKeeper?
  /// True if rows came while the program ran, or the source is one from which they always do.
  public var keepsGrowing: Bool
  /// True if rows have come that are not among these yet: for a first look only.
  public var isBehind: Bool

  /// Everything that a snapshot is made of.
  public init(
    title: String, engine: Engine, present: Present, sources: [SourceStatus] = [], names: [Dimension: [String]] = [:],
    links: RecordLinks = RecordLinks(), generation: Int = 0, identity: String? = nil, facts: FactsKeeper? = nil,
    keepsGrowing: Bool = false, isBehind: Bool = false
  ) {
    self.title = title
    self.engine = engine
    self.present = present
    self.sources = sources
    self.names = names
    self.links = links
    self.generation = generation
    self.identity = identity
    self.facts = facts
    self.keepsGrowing = keepsGrowing
    self.isBehind = isBehind
  }
}

extension Loaded {
  /// True if figures are worth readying for what comes next: rows keep arriving, and figures stand at a fixed instant or
  /// at a present that moves as clocks do. The demo's own has left it before figures are ready for the next event.
  var isFollowing: Bool { keepsGrowing && present.origin != .demo }

  /// True if there are so many rows that loading them anew is worth putting off, and their columns are sooner looked at
  /// in their file than held in memory.
  var isLarge: Bool { Self.isLarge(engine.dataset) }

  static func isLarge(_ dataset: Dataset) -> Bool { dataset.opportunities.count >= 50_000 }
}

extension Instant {
  /// The end of the stretch of so many seconds that the instant lies in.
  func end(ofSeconds length: Int64) -> Instant {
    guard isKnown else { return self }
    let passed = seconds % length
    return adding(length - (passed < 0 ? passed + length : passed))
  }
}
