/// What the user says about files that detection is unsure of. Written in YAML (`mapping:`) or as `--map`.
public struct MappingSpec: Sendable, Equatable {
  /// By file: what several matching entries say is put together, and the first of them wins.
  public var files: [FileMapping]
  /// Names of stages that are won or lost beyond those that tell it themselves, such as `Signed`.
  public var wonStages: Set<String> = []
  /// Names of stages that are lost beyond those that tell it themselves.
  public var lostStages: Set<String> = []

  /// A mapping of files.
  public init(files: [FileMapping] = []) { self.files = files }
}

/// The mapping of the files of one name.
public struct FileMapping: Sendable, Equatable {
  /// File name or a pattern with `*`.
  public var pattern: String
  /// What its rows are; nil leaves that to detection.
  public var kind: RecordKind?
  /// True if the file is to be left out.
  public var ignored: Bool
  /// Canonical field by header; `ignore` for columns to leave out.
  public var columns: [String: String]
  /// `day-first` or `month-first` for dates such as 03/04/2025, by header or `*`.
  public var dateOrders: [String: DateOrder]
  /// `decimal-point` or `decimal-comma` for amounts such as 1.234, by header or `*`.
  public var decimalMarks: [String: DecimalMark] = [:]
  /// IANA zone of times without offset.
  public var timeZone: String?

  /// A mapping of the files of one name.
  public init(
    pattern: String, kind: RecordKind? = nil, ignored: Bool = false, columns: [String: String] = [:],
    dateOrders: [String: DateOrder] = [:], timeZone: String? = nil
  ) {
    self.pattern = pattern
    self.kind = kind
    self.ignored = ignored
    self.columns = columns
    self.dateOrders = dateOrders
    self.timeZone = timeZone
  }
}

/// How to read 03/04/2025.
public enum DateOrder: String, Sendable, Codable, CaseIterable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"
}
