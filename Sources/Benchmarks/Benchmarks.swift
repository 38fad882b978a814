import ArgumentParser
import Foundation

/// Times the way from files to figures, beside a peer that answers plainer questions about the same files:
/// `swift run -c release benchmarks --data FOLDER --peer 'python3 duckdb_peer.py'`.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Import an organisation and time the report, what the screen does, and all statistics.")

  @Option(help: "Folder with the canonical CSV files; without it an organisation is generated.")
  var data: String?
  @Option(help: "Command that times a peer on a folder given as its last argument and prints JSON.")
  var peer: String?
  @Option(help: "Opportunities to generate where no folder is given.")
  var opps = 20_000
  @Option(help: "Seed of chance.")
  var seed: UInt64 = 7
  @Option(help: "Runs of what is repeated; the table shows their median.")
  var runs = 5
  @Flag(name: .customLong("in-memory"), help: "Show instead how costs grow: 10 k, 100 k and 1 M opportunities.")
  var inMemory = false

  func validate() throws {
    guard opps > 0, runs > 0 else { throw ValidationError("--opps and --runs: expected at least 1") }
    if let data, !FileManager.default.fileExists(atPath: "\(data)/opportunities.csv") {
      throw ValidationError("--data: there is no opportunities.csv in \(data)")
    }
  }

  func run() throws {
    if inMemory { return show(Growth().table()) }
    let work = FileManager.default.temporaryDirectory.appendingPathComponent("dealtop-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let files = try data.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? generated(in: work)
    let peer = try peer.map { try Peer.measure($0, files: files, work: work) }
    var bench = try Bench(files: files, work: work, runs: runs, peer: peer)
    try bench.run()
    show(bench.table.text)
  }

  private func generated(in work: URL) throws -> URL {
    let files = work.appendingPathComponent("files", isDirectory: true)
    try GeneratedFiles.write(to: files, opportunities: opps, seed: seed)
    return files
  }

  private func show(_ table: String) {
    FileHandle.standardOutput.write(Data("\(table)\n\(Machine.description)\n".utf8))
  }
}
