import Foundation

/// What a peer says it needs for the same files: seconds to load them, milliseconds for its queries on warm data.
struct Peer: Decodable {
  var loadSeconds: Double?
  var queriesMilliseconds: Double

  enum CodingKeys: String, CodingKey {
    case loadSeconds = "load_csv_s"
    case queriesMilliseconds = "all_five_ms"
  }

  /// Runs the peer over links to the files, so that it loads anew and leaves nothing beside them.
  static func measure(_ command: String, files: URL, work: URL) throws -> Peer {
    let folder = work.appendingPathComponent("peer", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(at: files, includingPropertiesForKeys: nil)
    where file.pathExtension == "csv" {
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent(file.lastPathComponent), withDestinationURL: file.standardizedFileURL)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(command) \"$0\"", folder.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Peer.self, from: text)
  }
}
