import Domain
import Ingest

/// How a recognised file is to be read, once all its rows were looked at.
enum FilePlan: Sendable {
  case plan(ReadingPlan)
  case leftOut(String)
  /// Recognised, but a column that its rows cannot do without is undecided.
  case undecided(String)
  case unreadable(String)

  static func of(
    _ file: RecognisedFile, mapping: MappingSpec, defaultTimeZone: String
  ) throws(IngestError) -> FilePlan {
    switch file.state {
    case .leftOut(let reason): return .leftOut(reason)
    case .unreadable(let reason): return .unreadable(reason)
    case .table(let dialect, let table):
      try checkZone(of: file, defaultTimeZone)
      let zone = file.told?.timeZone ?? defaultTimeZone
      do throws(SystemProblem) {
        let opened = try ByteFile(path: file.listed.path)
        let survey = try FileSurvey.of(opened, dialect, table, ends: StageEnds(mapping))
        let plan = ReadingPlan(
          table, dialect, survey, name: file.listed.name, told: file.told, timeZone: zone)
        return plan.leftOut.isEmpty ? .plan(plan) : .undecided(plan.leftOut)
      } catch { return .unreadable(error.words) }
    }
  }

  /// Why the file cannot be read, for the user; nil if it can or if nobody asked for it.
  var problem: String? {
    switch self {
    case .plan, .leftOut: nil
    case .undecided(let reason), .unreadable(let reason): reason
    }
  }

  /// - Throws: if the times of a table are in a zone that nobody knows.
  static func checkZone(of file: RecognisedFile, _ defaultTimeZone: String) throws(IngestError) {
    guard case .table = file.state else { return }
    let zone = file.told?.timeZone ?? defaultTimeZone
    if LocalTime(identifier: zone) == nil { throw noZone(zone) }
  }

  static func noZone(_ zone: String) -> IngestError {
    IngestError(
      "There is no time zone named \"\(safeText(zone))\".",
      hint: "Give an IANA name such as Europe/Berlin, or UTC+01:00.")
  }
}
