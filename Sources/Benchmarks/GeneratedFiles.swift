import Foundation
import Synthesis

/// An invented organisation as files.
enum GeneratedFiles {
  static func write(to folder: URL, opportunities: Int, seed: UInt64) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var handles: [String: FileHandle] = [:]
    _ = try Generator(GenerationOptions(opportunities: opportunities, seed: seed)).run { file, bytes in
      if handles[file] == nil {
        let url = folder.appendingPathComponent(file)
        try Data().write(to: url)
        handles[file] = try FileHandle(forWritingTo: url)
      }
      try handles[file]?.write(contentsOf: Data(bytes))
    }
  }
}
