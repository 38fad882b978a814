import Domain
import Ingest

/// A file with what it was recognised as.
struct RecognisedFile {
  enum State {
    /// To be read; the columns are known, the values not yet surveyed.
    case table(Dialect, TableMapping)
    /// Left out, and why.
    case leftOut(String)
    /// Could not even be opened.
    case unreadable(String)
  }

  var listed: ListedFile
  var told: FileMapping?
  var state: State

  /// A text that changes with anything that changes how the file is read.
  var signature: String {
    var hash = StableHash()
    if case .table(let dialect, let mapping) = state {
      hash.add(mapping.kind.rawValue)
      hash.add("\(dialect.separators) \(dialect.encoding) \(dialect.recordsBeforeHeader) \(dialect.headers)")
      for rule in mapping.rules { hash.add("\(rule.field.name) \(rule.columns) \(rule.form)") }
      hash.add("\(mapping.stageColumns) \(mapping.ignored.sorted()) \(mapping.filter?.column ?? -1)")
    }
    return hash.hex
  }
}

/// Recognises all files of a set together.
struct Recognition {
  let mapping: MappingSpec

  /// First what each file is, then its columns, knowing which tables the set has.
  func recognise(_ files: [ListedFile]) -> [RecognisedFile] {
    let heads = files.map(head)
    let kinds = heads.compactMap { head -> RecordKind? in
      guard case .table(_, let mapping) = head.file.state else { return nil }
      return mapping.kind
    }
    return heads.map { head in
      guard let sample = head.sample, case .table(let dialect, _) = head.file.state else { return head.file }
      var file = head.file
      file.state = state(dialect, sample, file.told, joined: Set(kinds))
      return file
    }
  }

  private func head(_ listed: ListedFile) -> (file: RecognisedFile, sample: TableSample?) {
    let told = mapping.mapping(forFile: listed.name)
    var file = RecognisedFile(listed: listed, told: told, state: .leftOut("as told"))
    if told?.ignored == true { return (file, nil) }
    do {
      let head = try FileHead.read(ByteFile(path: listed.path), name: listed.name)
      file.state = state(head.dialect, head.sample, told, joined: [])
      return (file, head.sample)
    } catch let problem as SystemProblem {
      file.state = .unreadable(problem.words)
    } catch let problem as NoTable {
      file.state = .leftOut(problem.reason)
    } catch {
      file.state = .unreadable("\(error)")
    }
    return (file, nil)
  }

  private func state(
    _ dialect: Dialect, _ sample: TableSample, _ told: FileMapping?, joined: Set<RecordKind>
  ) -> RecognisedFile.State {
    switch KindDetector.detect(sample, told: told, joined: joined) {
    case .mapped(let mapping): .table(dialect, mapping)
    case .leftOut(let reason): .leftOut(reason)
    }
  }
}
