import Domain

/// Cases are written as the reference implementation writes them.
extension AlertCase: Decodable {
  private enum Key: String, CodingKey { case name, spec, steps, expect }

  /// Reads a case.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(String.self, forKey: .name)
    policy = try values.decode(AlertPolicy.self, forKey: .spec)
    steps = try values.decode([AlertStep].self, forKey: .steps)
    expected = try values.decode(AlertOutcome.self, forKey: .expect)
  }
}

extension AlertStep: Decodable {
  private enum Key: String, CodingKey {
    case until, value
    case time = "t"
    case act = "do"
    case count = "n"
    case low = "lo"
    case high = "hi"
  }

  /// What a step that is no measurement may do.
  enum Act: String, CaseIterable { case ack, snooze, unsnooze, restart }

  /// Reads a step.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    at = Instant(try values.whole(Int64.self, forKey: .time))
    guard let name = try values.decodeIfPresent(String.self, forKey: .act) else {
      input = .observation(try Self.observation(values))
      return
    }
    switch Act(rawValue: name) {
    case .ack: input = .action(.acknowledge())
    case .snooze:
      let until = try values.wholeIfPresent(Int64.self, forKey: .until)
      input = .action(.snooze(until: until.map { Instant($0) }))
    case .unsnooze: input = .action(.unsnooze)
    case .restart: input = .time
    case nil:
      let names = Act.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: .act, in: values, debugDescription: "expected one of \(names), found \(name)")
    }
  }

  private static func observation(_ values: KeyedDecodingContainer<Key>) throws -> AlertObservation {
    let value = try values.decodeIfPresent(Double.self, forKey: .value)
    let low = try values.decodeIfPresent(Double.self, forKey: .low)
    let high = try values.decodeIfPresent(Double.self, forKey: .high)
    let measured = value.map { AlertObservation.Measured(value: $0, low: low, high: high) }
    return AlertObservation(measured, count: try values.wholeIfPresent(Int.self, forKey: .count) ?? 0)
  }
}

extension AlertOutcome: Decodable {
  private enum Key: String, CodingKey {
    case state, severity
    case moments = "events"
    case isFlapping = "flapping"
  }

  /// Reads what is expected.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    moments = try values.decode([Moment].self, forKey: .moments)
    state = try values.decode(String.self, forKey: .state)
    severity = try values.decodeIfPresent(String.self, forKey: .severity)
    isFlapping = try values.decode(Bool.self, forKey: .isFlapping)
  }
}
