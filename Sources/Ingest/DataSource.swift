/// Names a source within a store.
public struct SourceID: Hashable, Sendable, Codable, RawRepresentable {
  /// The name.
  public let rawValue: String
  /// A name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// How far a source has been read; opaque to everyone but the source.
public struct Cursor: Hashable, Sendable, Codable {
  /// What the source needs to go on; stored as it is.
  public var text: String
  /// A cursor from its stored text.
  public init(text: String) { self.text = text }
}

/// Something that rows come from: files, a database, a stream, the synthetic organisation of the demo.
///
/// A source is polled: each call of ``read(after:deliver:)`` delivers what has come since the cursor and
/// returns the new one. Nothing new delivers nothing. `deliver` blocks while the receiver is busy, which bounds memory.
public protocol DataSource: Sendable {
  var id: SourceID { get }
  /// True for sources that tell of the present; their figures are as of now.
  var isLive: Bool { get }
  /// Delivers batches in the order users, accounts, leads, opportunities, stage history, activities, targets.
  func read(after cursor: Cursor?, deliver: (Batch) throws -> Void) throws(IngestError) -> Cursor
}

/// Why a source cannot be read at all; single bad rows are ``Reject``s instead.
public struct IngestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line for the screen: what is wrong.
  public var summary: String
  /// What to do about it.
  public var hint: String
  /// `file:line` if known.
  public var place: String?
  /// True if trying again may help.
  public var isTransient: Bool

  /// An error of a source.
  public init(_ summary: String, hint: String, place: String? = nil, isTransient: Bool = false) {
    self.summary = summary
    self.hint = hint
    self.place = place
    self.isTransient = isTransient
  }

  /// Place, summary and hint on one line.
  public var description: String { [place, summary, hint].compactMap(\.self).joined(separator: ": ") }
}
