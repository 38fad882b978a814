/// Why the store could not do what it was asked.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line for the screen: what is wrong.
  public var summary: String
  /// What to do about it.
  public var hint: String
  /// The file concerned; nil in memory.
  public var place: String?
  /// True if trying again may help.
  public var isTransient: Bool
  /// True if the file can never be used as it is: damaged, another program's, or a newer version's.
  public var isUnusable: Bool

  /// An error with its one line, what to do, and the file concerned.
  public init(
    _ summary: String, hint: String, place: String? = nil, isTransient: Bool = false, isUnusable: Bool = false
  ) {
    self.summary = summary
    self.hint = hint
    self.place = place
    self.isTransient = isTransient
    self.isUnusable = isUnusable
  }

  /// File, what is wrong, what to do.
  public var description: String { [place, summary, hint].compactMap(\.self).joined(separator: ": ") }
}
