import Foundation

/// Where the CRM shows leads and opportunities whose data does not say it.
public struct RecordLinks: Sendable, Equatable {
  /// For opportunities.
  public var opportunities: LinkTemplate?
  /// For leads.
  public var leads: LinkTemplate?

  /// Nothing known unless said.
  public init(opportunities: LinkTemplate? = nil, leads: LinkTemplate? = nil) {
    self.opportunities = opportunities
    self.leads = leads
  }

  /// The page of a record; nil where none is known for its kind.
  public func address(of id: String, isLead: Bool) -> String? {
    (isLead ? leads : opportunities).flatMap { id.isEmpty ? nil : $0.address(of: id) }
  }

  /// The same with whatever `other` says put over it.
  public func merging(_ other: RecordLinks) -> RecordLinks {
    RecordLinks(opportunities: other.opportunities ?? opportunities, leads: other.leads ?? leads)
  }
}

/// The address of a page in the CRM with `{id}` where that of the record belongs.
public struct LinkTemplate: Sendable, Equatable {
  /// Why a text is none.
  public enum Problem: Error, Equatable, Sendable {
    /// It does not begin with `https://` or `http://` and the name of a host.
    case noPage
    /// There is no `{id}` behind the host.
    case noPlace
    /// A place for something that is not known.
    case unknownPlace(String)
    /// It holds a space or a sign that no address has.
    case badSign
  }

  /// What stands in the place of the id.
  public static let place = "{id}"
  /// As it was written.
  public let text: String

  /// A text as an address with a place in it.
  public init(_ text: String) throws(Problem) {
    guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) && !#""<>\^`|"#.contains(Character($0)) })
    else { throw .badSign }
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }) else { throw .noPage }
    let parts = text.dropFirst(scheme.count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let host = parts.first, !host.isEmpty, !host.contains("{") else { throw .noPage }
    let rest = parts.count > 1 ? String(parts[1]) : ""
    if let other = Self.otherPlace(in: rest) { throw .unknownPlace(other) }
    guard rest.contains(Self.place) else { throw .noPlace }
    self.text = text
  }

  /// The first pair of braces that holds anything but `id`, or a brace alone.
  private static func otherPlace(in text: String) -> String? {
    let rest = text.replacingOccurrences(of: place, with: "")
    guard let start = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) else { return nil }
    let end = rest[start...].firstIndex(of: "}") ?? start
    return String(rest[start...end])
  }

  /// The page of a record. Signs of the id that mean something in an address are escaped (RFC 3986, section 2.1).
  public func address(of id: String) -> String {
    let escaped = id.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
    return text.replacingOccurrences(of: Self.place, with: escaped)
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
