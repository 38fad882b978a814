import Domain

/// How soon a lead is to be answered, by its source; open seconds of the lead's calendar.
struct ResponseLimits {
  /// Seconds by source code.
  let byCode: [Int64]
  private let source: Series<Code>

  init(_ engine: Engine) {
    var limits: [String: Int] = [:]
    for (name, seconds) in engine.profile.responseLimits { limits[name.lowercased()] = seconds }
    byCode = engine.dataset.vocabulary(.source).names.map {
      Int64(limits[$0.lowercased()] ?? engine.profile.responseLimit)
    }
    source = engine.dataset.leads.source
  }

  /// The longest limit of any source.
  var longest: Int64 { byCode.max() ?? 0 }

  /// The limit that most leads have, told by how many there are of each source.
  func common(_ counts: [Int]) -> Int? {
    var byLimit: [Int64: Int] = [:]
    for (code, count) in counts.enumerated() where count > 0 { byLimit[byCode[code], default: 0] += count }
    return byLimit.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Int($0.key) }
  }

  /// The limit of a lead in seconds.
  @inline(__always) func seconds(lead row: Int) -> Int64 { byCode[Int(source[row])] }
}

extension Engine {
  /// The limit for the first answer to a lead: its source's own, else the general one, in open seconds.
  func responseLimit(ofLead row: Int) -> Int { Int(ResponseLimits(self).seconds(lead: row)) }
}
