import Domain
import Ingest

/// Rows of a small organisation in which everything happens: rows come late, are corrected, point to nothing or to what
/// comes later, move from one deal to another and are deleted.
struct RandomRows {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// Rows with a value in every field that later rows use, so that no field is new later.
  static let first: [Batch] = [
    batch(
      .users,
      [
        ["user_id": "u1", "name": "Ann", "team": "north", "region": "EMEA", "manager_id": "u3", "automatic": "0"],
        ["user_id": "u2", "name": "Bob", "team": "south", "region": "APAC", "manager_id": "u3", "automatic": "1"],
        ["user_id": "u3", "name": "Cleo", "team": "", "region": "", "manager_id": "", "automatic": "0"],
      ]),
    batch(
      .accounts,
      [
        ["account_id": "a1", "name": "Acme", "segment": "smb", "region": "EMEA", "country": "DE"],
        ["account_id": "a2", "name": "Initech", "segment": "mid", "region": "", "country": ""],
      ]),
    batch(.leads, [lead("Lx", "Ox", "0").merging(["first_response_at": "2026-01-02T10:00:00"]) { $1 }]),
    batch(.opportunities, [opportunity("Ox", "Lx", "0"), opportunity("Oy", "", "1")]),
    batch(
      .stageHistory,
      [["opportunity_id": "Ox", "seq": "0", "stage": "Demo", "entered_at": "2026-01-05", "changed_by": "u1"]]),
    batch(.activities, [activity("Ax", "Ox", "Lx", "0"), activity("Ay", "Oy", "", "1")]),
  ]

  private static func lead(_ id: String, _ opportunity: String, _ deleted: String) -> [String: String] {
    [
      "lead_id": id, "opportunity_id": opportunity, "name": "n", "created_at": "2026-01-01", "source": "web",
      "segment": "smb", "team": "west", "region": "US", "rep": "u1", "kind": "inbound", "assigned_at": "2026-01-02",
      "qualified_at": "2026-01-04", "disqualified_at": "2026-02-01", "deleted": deleted, "colour": "red",
      "updated_at": "2026-01-01",
    ]
  }

  private static func opportunity(_ id: String, _ lead: String, _ deleted: String) -> [String: String] {
    [
      "opportunity_id": id, "lead_id": lead, "name": "d", "created_at": "2026-01-03", "closed_at": "2026-03-01",
      "outcome": "won", "stage": "Demo", "amount": "100", "source": "web", "segment": "smb", "team": "west",
      "region": "US", "rep": "u1", "account_id": "a1", "expected_close_on": "2026-03-05", "next_step_at": "2026-02-01",
      "lost_reason": "price", "city": "Bonn", "deleted": deleted, "updated_at": "2026-01-01", "size": "xl",
    ]
  }

  private static func activity(_ id: String, _ opportunity: String, _ lead: String, _ deleted: String) -> [String:
    String]
  {
    [
      "activity_id": id, "opportunity_id": opportunity, "lead_id": lead, "occurred_at": "2026-01-04T10:00:00",
      "kind": "call", "rep": "u1", "direction": "out", "automatic": "0", "done": "1", "held": "1", "deleted": deleted,
    ]
  }

  /// A few rows of one table.
  mutating func next() -> Batch {
    let count = Int.random(in: 1...4, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<3: return batch(.leads, (0..<count).map { _ in lead() })
    case 3..<6: return batch(.opportunities, (0..<count).map { _ in opportunity() })
    case 6..<8: return batch(.stageHistory, (0..<count).map { _ in visit() })
    case 8..<11: return batch(.activities, (0..<count).map { _ in activity() })
    default: return directory()
    }
  }

  private mutating func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }

  /// An identifier of a kind; now and then none, or one that is not there yet.
  private mutating func id(_ letter: String, orNone: Bool = false) -> String {
    orNone && Bool.random(using: &random) ? "" : "\(letter)\(Int.random(in: 0..<9, using: &random))"
  }

  private mutating func day() -> String {
    pick(["", "2026-01-0\(Int.random(in: 1...9, using: &random))", "2026-02-1\(Int.random(in: 0...9, using: &random))"])
  }

  /// Drops some columns, as sources with fewer columns do.
  private mutating func some(_ row: [String: String], keeping kept: Set<String>) -> [String: String] {
    guard Int.random(in: 0..<3, using: &random) == 0 else { return row }
    let names = row.keys.sorted().filter { kept.contains($0) || Bool.random(using: &random) }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, row[$0] ?? "") })
  }

  private mutating func lead() -> [String: String] {
    some(
      [
        "lead_id": id("L"), "opportunity_id": id("O", orNone: true), "name": pick(["x", "y"]), "created_at": day(),
        "source": pick(["web", "event", ""]), "segment": pick(["smb", "mid", ""]), "team": pick(["west", ""]),
        "region": pick(["US", ""]), "rep": pick(["u1", "Bob", "stranger", ""]), "qualified_at": day(),
        "deleted": pick(["0", "0", "0", "1", ""]), "colour": pick(["red", "blue", ""]), "updated_at": day(),
      ], keeping: ["lead_id"])
  }

  private mutating func opportunity() -> [String: String] {
    some(
      [
        "opportunity_id": id("O"), "lead_id": id("L", orNone: true), "name": pick(["d", "e"]), "created_at": day(),
        "closed_at": day(), "outcome": pick(["won", "lost", "open", ""]),
        "stage": pick(["Demo", "Closed Won", "Offer", ""]),
        "amount": pick(["100", "250", ""]), "source": pick(["web", ""]), "segment": pick(["mid", ""]),
        "team": pick(["west", ""]), "region": pick(["US", ""]), "rep": pick(["u1", "u2", "Cleo", ""]),
        "account_id": pick(["a1", "Initech", "unheard", ""]), "expected_close_on": day(),
        "lost_reason": pick(["price", "timing", ""]), "deleted": pick(["0", "0", "0", "1", ""]), "updated_at": day(),
        "size": pick(["xl", "s", ""]),
      ], keeping: ["opportunity_id"])
  }

  private mutating func visit() -> [String: String] {
    [
      "opportunity_id": id("O"), "seq": pick(["0", "1", "2", ""]), "stage": pick(["Demo", "Offer", "Closed Lost"]),
      "entered_at": day(), "changed_by": pick(["u1", "u2", ""]),
    ]
  }

  private mutating func activity() -> [String: String] {
    some(
      [
        "activity_id": "A\(Int.random(in: 0..<25, using: &random))", "opportunity_id": id("O", orNone: true),
        "lead_id": id("L", orNone: true), "occurred_at": day(), "kind": pick(["call", "email", "note"]),
        "rep": pick(["u1", "u2", "stranger"]), "direction": pick(["in", "out", ""]), "done": pick(["1", "0", ""]),
        "deleted": pick(["0", "0", "0", "1", ""]),
      ], keeping: ["activity_id"])
  }

  private mutating func directory() -> Batch {
    let number = Int.random(in: 0..<6, using: &random)
    return Bool.random(using: &random)
      ? batch(.users, [["user_id": "n\(number)", "name": pick(["New \(number)", "stranger"]), "team": "east"]])
      : batch(.accounts, [["account_id": "b\(number)", "name": pick(["Big \(number)", "unheard"]), "segment": "big"]])
  }
}
