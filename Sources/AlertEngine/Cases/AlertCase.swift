import Domain

/// A rule, what happens to it step by step, and what must come of that.
public struct AlertCase: Sendable, Equatable {
  /// What reports call it.
  public var name: String
  /// The rule.
  public var policy: AlertPolicy
  /// What happens, in order.
  public var steps: [AlertStep]
  /// What must come of it.
  public var expected: AlertOutcome

  /// A case.
  public init(name: String, policy: AlertPolicy, steps: [AlertStep], expected: AlertOutcome) {
    self.name = name
    self.policy = policy
    self.steps = steps
    self.expected = expected
  }
}

/// One thing that happens.
public struct AlertStep: Sendable, Equatable {
  /// When.
  public var at: Instant
  /// What.
  public var input: AlertInput

  /// An input at its time.
  public init(at: Instant, input: AlertInput) {
    self.at = at
    self.input = input
  }
}

/// What came of a case: its events and how it stood at the end, in the words of the file.
public struct AlertOutcome: Sendable, Equatable {
  /// What was said at one time.
  public struct Moment: Sendable, Equatable, Decodable {
    /// Seconds.
    public var time: Int64
    /// Names of the events, in order; never empty.
    public var events: [String]

    private enum CodingKeys: String, CodingKey {
      case events
      case time = "t"
    }

    /// Reads what was said at a time.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        time: try values.whole(Int64.self, forKey: .time), events: try values.decode([String].self, forKey: .events))
    }

    init(time: Int64, events: [String]) {
      self.time = time
      self.events = events
    }
  }

  /// Times at which anything was said, in order.
  public var moments: [Moment]
  /// What it looked like at the end.
  public var state: String
  /// `warn`, `crit`, or nil.
  public var severity: String?
  /// True if it was flapping at the end.
  public var isFlapping: Bool

  /// What an instance said, and how it stands.
  public init(_ said: [(at: Instant, events: [AlertEvent])], end: AlertInstance) {
    moments = said.filter { !$0.events.isEmpty }.map {
      Moment(time: $0.at.seconds, events: $0.events.map(\.rawValue))
    }
    state = end.display.rawValue
    severity =
      switch end.severity {
      case .ok: nil
      case .warning: "warn"
      case .critical: "crit"
      }
    isFlapping = end.isFlapping
  }

  /// The first thing in which this outcome is not as `expected`, in words; nil if there is none.
  public func difference(from expected: AlertOutcome) -> String? {
    let pairs = zip(moments, expected.moments)
    let first = pairs.first { $0 != $1 }
    let (found, wanted) =
      if let first {
        (first.0, first.1) as (Moment?, Moment?)
      } else {
        (moments.dropFirst(expected.moments.count).first, expected.moments.dropFirst(moments.count).first)
      }
    if found != nil || wanted != nil {
      return "expected \(Self.words(wanted)), found \(Self.words(found))"
    }
    let ends = [
      ("state", expected.state, state), ("severity", expected.severity ?? "none", severity ?? "none"),
      ("flapping", "\(expected.isFlapping)", "\(isFlapping)"),
    ]
    return ends.first { $0.1 != $0.2 }.map { "\($0.0) at the end: expected \($0.1), found \($0.2)" }
  }

  private static func words(_ moment: Moment?) -> String {
    moment.map { "\($0.events.joined(separator: ", ")) at \($0.time)" } ?? "nothing more"
  }
}
