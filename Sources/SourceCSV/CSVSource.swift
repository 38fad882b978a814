import Domain
import Ingest

/// CSV files as the world writes them: a folder or files, in any column layout that can be recognised.
///
/// Files are recognised by their headers, values and names (``detect()`` says how), surveyed once for what only the
/// whole column tells (order of day and month, decimal mark, precision), and read in bounded memory. A file that
/// changes is read again whole; files that stay the same deliver nothing.
///
/// A cell counts as empty if it is blank or says `NULL`, `null` or `\N`. Blank lines, rows of empty cells and the
/// footer lines of reports are passed over.
public struct CSVSource: DataSource {
  private let paths: [String]
  private let mapping: MappingSpec
  private let defaultTimeZone: String

  /// - Parameters:
  ///   - paths: folders, of which all `.csv` and `.tsv` files count, or files.
  ///   - mapping: what the user says; it wins over detection.
  ///   - defaultTimeZone: IANA zone, or `UTC+01:00`, of times that carry no offset.
  public init(paths: [String], mapping: MappingSpec = MappingSpec(), defaultTimeZone: String) {
    self.paths = paths
    self.mapping = mapping
    self.defaultTimeZone = defaultTimeZone
  }

  /// Named after the absolute paths.
  public var id: SourceID { SourceID(rawValue: "csv:" + paths.map(FileList.absolute).joined(separator: "|")) }

  /// Files tell of the past.
  public var isLive: Bool { false }

  /// Order of delivery: what others refer to comes first.
  static let order: [RecordKind] = [
    .users, .accounts, .leads, .opportunities, .stageHistory, .activities, .targets,
  ]

  /// Delivers the files that changed since the cursor, each whole. See ``DataSource``.
  public func read(after cursor: Cursor?, deliver: (Batch) throws -> Void) throws(IngestError) -> Cursor {
    let settings = FileCursor.settings(mapping, timeZone: defaultTimeZone)
    let before = FileCursor(cursor, settings: settings)
    let listed = try listFiles(isFirst: cursor == nil)
    if let before, isSame(listed, before) { return before.cursor }
    let files = Recognition(mapping: mapping).recognise(listed)
    var after = FileCursor(settings: settings)
    var changed: [RecognisedFile] = []
    for file in files {
      let entry = FileCursor.Entry(stamp: file.listed.stamp, signature: file.signature)
      after.files[file.listed.path] = entry
      if before?.files[file.listed.path] != entry { changed.append(file) }
    }
    if cursor == nil { try checkAnyRecognised(files) }
    let delivery = Delivery(files: changed, mapping: mapping, defaultTimeZone: defaultTimeZone)
    let gone = try delivery.run(missing: missingFiles(listed, before), deliver)
    for path in gone { after.files[path] = nil }
    return after.cursor
  }

  /// What each file was recognised as and why, including what only all its rows tell. Reads no rows into batches.
  public func detect() throws(IngestError) -> DetectionReport {
    let listed = try listFiles(isFirst: true)
    let files = Recognition(mapping: mapping).recognise(listed)
    let unused = mapping.files.map(\.pattern).filter { pattern in
      !listed.contains { FileMapping(pattern: pattern).applies(to: $0.name) }
    }
    return DetectionReport(
      files: try files.map { (file) throws(IngestError) in
        try FileReportMaker(file: file, mapping: mapping, defaultTimeZone: defaultTimeZone).report()
      },
      notes: unused.map { "The mapping of \"\($0)\" fits no file." })
  }

  /// The files, or an error if there are none; files that vanished while running are listed as missing.
  private func listFiles(isFirst: Bool) throws(IngestError) -> [ListedFile] {
    let files = try FileList.files(paths)
    if let missing = files.first(where: { $0.stamp == .missing }),
      isFirst || files.allSatisfy({ $0.stamp == .missing })
    {
      throw FileList.missing(missing.path, wasThere: !isFirst)
    }
    guard !files.isEmpty else {
      throw IngestError(
        "There are no CSV files in \(safeText(paths.joined(separator: ", "), limit: 200)).",
        hint: "Give a folder with .csv or .tsv files, or the files themselves.", isTransient: !isFirst)
    }
    return files
  }

  private func isSame(_ listed: [ListedFile], _ before: FileCursor) -> Bool {
    listed.count == before.files.count && listed.allSatisfy { before.files[$0.path]?.stamp == $0.stamp }
  }

  /// Files that were there at the last reading and no longer are.
  private func missingFiles(_ listed: [ListedFile], _ before: FileCursor?) -> [String] {
    guard let before else { return [] }
    let present = Set(listed.map(\.path))
    return before.files.keys.filter { !present.contains($0) }.sorted()
  }

  private func checkAnyRecognised(_ files: [RecognisedFile]) throws(IngestError) {
    var reasons: [String] = []
    for file in files {
      switch file.state {
      case .table: return
      case .leftOut(let reason), .unreadable(let reason): reasons.append("\(safeText(file.listed.name)): \(reason)")
      }
    }
    throw IngestError(
      files.count == 1 ? "The file was not recognised." : "None of \(files.count) files was recognised.",
      hint: reasons.prefix(3).joined(separator: " ") + " See open --explain.")
  }
}
