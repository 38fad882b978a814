import Domain

/// Where a record stands in the CRM.
public enum RecordAddress {
  /// What the address is stored under.
  private static let label = "link"

  /// The address among what is stored of a record, label and text in turn; nil where there is none, or where it is no
  /// address of a page.
  public static func find(in details: [[String]]) -> String? {
    details.lazy.filter { $0.count == 2 && $0[0] == label }.compactMap { checked($0[1]) }.first
  }

  /// The text, if it is an address of a page.
  public static func checked(_ text: String) -> String? {
    text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
  }

  /// What is stored of a record, with the address that settings give it where the data says none.
  static func completing(_ details: [[String]], of subject: NoteSubject, _ links: RecordLinks) -> [[String]] {
    guard find(in: details) == nil else { return details }
    let address =
      switch subject {
      case .opportunity(let id): links.address(of: id, isLead: false)
      case .lead(let id): links.address(of: id, isLead: true)
      case .rep: String?.none
      }
    return details + (address.map { [[label, $0]] } ?? [])
  }

  /// The addresses of records by id: as the data says, else as settings do.
  static func all(
    _ ids: [String], isLead: Bool, stored: [String: String] = [:], _ links: RecordLinks
  ) -> [String: String] {
    ids.reduce(into: [:]) { $0[$1] = stored[$1] ?? links.address(of: $1, isLead: isLead) }
  }
}
