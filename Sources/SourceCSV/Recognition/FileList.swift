import Domain
import Foundation
import Ingest

/// A file of the set, and what tells whether it changed.
struct ListedFile: Equatable {
  /// Absolute.
  var path: String
  var stamp: FileStamp
  /// Without its folder; for messages.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// The files that the given paths stand for.
enum FileList {
  private static let endings = [".csv", ".tsv"]

  /// Files as they are now, each once, in order of the paths and within a folder by name.
  ///
  /// Of a folder all `.csv` and `.tsv` files count, hidden ones excepted. A path that does not exist is listed with
  /// the stamp ``FileStamp/missing``.
  static func files(_ paths: [String]) throws(IngestError) -> [ListedFile] {
    var files: [ListedFile] = []
    var seen: Set<String> = []
    for path in paths {
      let absolute = Self.absolute(path)
      for file in FileStamp.isFolder(absolute) ? try inFolder(absolute) : [absolute] where seen.insert(file).inserted {
        files.append(ListedFile(path: file, stamp: .of(file)))
      }
    }
    return files
  }

  /// Says that a path leads nowhere, and what may have been meant.
  static func missing(_ path: String, wasThere: Bool) -> IngestError {
    let folder = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "/" : folder)) ?? []
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let hint =
      nearestName(to: name, in: names.sorted()).map { "Did you mean \(safeText($0))?" }
      ?? "Check the spelling; give a folder with CSV files or the files themselves."
    return IngestError(
      wasThere ? "\(safeText(path, limit: 200)) is gone." : "\(safeText(path, limit: 200)) does not exist.",
      hint: wasThere ? "The rows stay as last read; it is read again when it is back." : hint, isTransient: wasThere)
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private static func inFolder(_ folder: String) throws(IngestError) -> [String] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw IngestError(
        "The folder \(safeText(folder, limit: 200)) cannot be read.", hint: "Ask for permission, or chmod it.",
        isTransient: true)
    }
    let tables = names.filter { name in
      !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
    }
    return tables.sorted().map { "\(folder)/\($0)" }.filter { !FileStamp.isFolder($0) }
  }
}
