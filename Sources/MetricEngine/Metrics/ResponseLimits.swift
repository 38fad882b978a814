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

  /// The limit of a lead in seconds.
  @inline(__always) func seconds(lead row: Int) -> Int64 { byCode[Int(source[row])] }
}

extension Engine {
  /// The limit for the first answer to a lead: its source's own, else the general one, in open seconds.
  func responseLimit(ofLead row: Int) -> Int { Int(ResponseLimits(self).seconds(lead: row)) }
}
