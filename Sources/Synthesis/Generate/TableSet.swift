import Ingest

/// The CSV files being written, each handed to the sink in pieces.
struct TableSet {
  private let sink: GeneratedFileSink
  private var writers: [CSVWriter]
  private var counts: [Int]
  private static let pieceSize = 1 << 18

  init(sink: @escaping GeneratedFileSink) {
    self.sink = sink
    writers = RowLayout.kinds.map { CSVWriter(columns: RowLayout.columns(of: $0)) }
    counts = RowLayout.kinds.map { _ in 0 }
  }

  /// Rows by file.
  var rows: [(file: String, rows: Int)] {
    zip(RowLayout.kinds, counts).map { (Self.file(of: $0), $1) }
  }

  static func file(of kind: RecordKind) -> String { "\(kind.rawValue).csv" }

  /// Writes rows of one table.
  mutating func write(_ kind: RecordKind, rows: Int, _ body: (inout CSVWriter) -> Void) throws {
    guard let index = RowLayout.kinds.firstIndex(of: kind) else { return }
    body(&writers[index])
    counts[index] += rows
    if writers[index].bytes.count >= Self.pieceSize { try sink(Self.file(of: kind), writers[index].take()) }
  }

  /// Hands over what is left.
  mutating func finish() throws {
    for (index, kind) in RowLayout.kinds.enumerated() { try sink(Self.file(of: kind), writers[index].take()) }
  }
}
