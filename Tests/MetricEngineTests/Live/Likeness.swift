import Domain
import Foundation
import Testing

@testable import MetricEngine

/// Compares figures part by part: whole numbers and words must be the same, measured ones within the last digits that
/// adding up in another order can change. Rows in lists are compared by the identifiers they stand for.
struct Likeness {
  private let live: LiveFigures
  private let merged: Dataset

  /// True if all lists are of leads.
  private let isLeads: Bool

  init(_ live: LiveFigures, _ merged: Dataset, isLeads: Bool = false) {
    (self.live, self.merged, self.isLeads) = (live, merged, isLeads)
  }

  /// How figures came about is told when it is asked for.
  private static let toldLater: Set<String> = ["explanation"]
  private static let leadLists: Set<String> = ["waiting.rows"]

  func expect<Figures>(_ own: Figures, _ wanted: Figures, _ location: SourceLocation = #_sourceLocation) {
    var differences: [String] = []
    compare(own, wanted, "", &differences)
    #expect(differences.isEmpty, "\(differences.prefix(8).joined(separator: "\n"))", sourceLocation: location)
  }

  private func compare(_ own: Any, _ wanted: Any, _ path: String, _ differences: inout [String]) {
    if let rows = own as? RowList, let others = wanted as? RowList {
      let isLeads = isLeads || Self.leadLists.contains(where: path.hasSuffix)
      let ids = rows.map { isLeads ? live.leadID($0) : live.opportunityID($0) }
      let wantedIDs = others.map { isLeads ? merged.leads.ids[Int($0)] : merged.opportunities.ids[Int($0)] }
      if ids != wantedIDs { differences.append("\(path): \(ids) is not \(wantedIDs)") }
      return
    }
    if let own = own as? Double, let wanted = wanted as? Double {
      let isAlike = own == wanted || abs(own - wanted) <= 1e-12 * max(abs(own), abs(wanted), 1e-3)
      if !isAlike, !(own.isNaN && wanted.isNaN) { differences.append("\(path): \(own) is not \(wanted)") }
      return
    }
    if let own = own as? PieceList<Int64>, let wanted = wanted as? PieceList<Int64> {
      if own != wanted { differences.append("\(path): \(Array(own)) is not \(Array(wanted))") }
      return
    }
    let (parts, others) = (Array(Mirror(reflecting: own).children), Array(Mirror(reflecting: wanted).children))
    guard !parts.isEmpty, parts.count == others.count else {
      if "\(own)" != "\(wanted)" { differences.append("\(path): \(own) is not \(wanted)") }
      return
    }
    for (index, pair) in zip(parts, others).enumerated() {
      let name = pair.0.label ?? "\(index)"
      if Self.toldLater.contains(name) { continue }
      compare(pair.0.value, pair.1.value, path.isEmpty ? name : path + "." + name, &differences)
    }
  }
}
