import Domain

@testable import MetricEngine

/// A lead as a test needs it; times in the form that reads best, everything else plain.
struct SampleLead {
  var created: Instant
  var answered = Instant.never
  var qualified = Instant.never
  var disqualified = Instant.never
  var source = "web"
  var rep = "ann"
  var kind = ""
}

extension Dataset {
  /// A data set of these leads and nothing else.
  static func leads(_ samples: [SampleLead], present: Set<String>? = nil) -> Dataset {
    var data = Dataset()
    var names: [Dimension: Vocabulary] = [.source: Vocabulary(), .rep: Vocabulary(), .kind: Vocabulary()]
    for (index, sample) in samples.enumerated() {
      data.leads.ids.append("L\(index)")
      data.leads.names.append("Lead \(index)")
      data.leads.createdAt.append(sample.created)
      data.leads.assignedAt.append(.never)
      data.leads.firstResponseAt.append(sample.answered)
      data.leads.qualifiedAt.append(sample.qualified)
      data.leads.disqualifiedAt.append(sample.disqualified)
      data.leads.source.append(names[.source, default: Vocabulary()].code(for: sample.source))
      data.leads.rep.append(names[.rep, default: Vocabulary()].code(for: sample.rep))
      data.leads.kind.append(names[.kind, default: Vocabulary()].code(for: sample.kind))
      data.leads.region.append(0)
      data.leads.segment.append(0)
      data.leads.team.append(0)
      data.leads.manager.append(0)
      data.leads.opportunity.append(-1)
    }
    data.vocabularies = names
    data.facts.presentFields = present ?? ["leads.created_at", "leads.first_response_at", "leads.qualified_at"]
    return data
  }
}

extension Profile {
  /// Monday to Friday, 09:00 to 17:00 UTC, with limits by source.
  static func sample(limits: [String: Int] = [:]) -> Profile {
    Profile(
      process: SalesProcess(stages: [], won: [], lost: [], assumed: true),
      hours: BusinessHours(timeZone: "UTC", assumed: false), responseLimits: limits)
  }
}

extension Instant {
  /// A time in November 2026; the 20th is a Friday.
  static func november(_ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) -> Instant {
    CivilDate(year: 2026, month: 11, day: day).midnightUTC.adding(Int64(hour * 3600 + minute * 60 + second))
  }

  /// The present of these tests: Friday 20 November 2026, 12:00.
  static let noon = november(20, 12)
}
