import Domain
import Foundation
import MetricEngine
import MetricScripts
import Reporting
import Runtime
import Store

/// Runs a script through the very program: its rows are read from files, kept in a store in memory, and asked.
struct ScriptRunner {
  private let script: Script
  private let config: String?

  init(_ script: Script, config: String?) {
    self.script = script
    self.config = config
  }

  /// A line for each figure that is not as expected.
  func failures() throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dealtop-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in ScriptFiles.csv(script) { try write(file.text, to: folder.appendingPathComponent(file.name)) }
    if !script.settings.isEmpty { try write(script.settings, to: folder.appendingPathComponent("dealtop.yaml")) }
    return try judge(folder.path)
  }

  private func judge(_ folder: String) throws -> [String] {
    var documents: [String: JSONValue] = [:]
    return try script.expectations.compactMap { expectation in
      let document = try documents[expectation.asOf] ?? figures(folder, asOf: expectation.asOf, expectation)
      documents[expectation.asOf] = document
      return expectation.failure(of: document.figure(at: expectation.figure)).map {
        "\(script.file):\(expectation.line): \(expectation.figure): \($0)"
      }
    }
  }

  private func figures(_ folder: String, asOf: String, _ expectation: Expectation) throws -> JSONValue {
    let plan: Plan
    do {
      let flags = ["--ephemeral", "--as-of", asOf] + (config.map { ["--config", $0] } ?? [])
      plan = try Wiring.plan(paths: [folder], data: try DataOptions.parse(flags))
    } catch {
      throw Complaint("\(script.file):\(expectation.line): \(error)")
    }
    if let issue = plan.issues.first {
      throw Complaint(issue.replacing("\(folder)/dealtop.yaml", with: "\(script.file): settings"))
    }
    let workspace = plan.workspace()
    try workspace.readSources()
    if let reject = try workspace.store.rejects(limit: 1).first {
      throw Complaint("\(script.file): \(reject.origin) row \(reject.line - 1), \(reject.column): \(reject.reason)")
    }
    let loaded = try workspace.load()
    let present = plan.options.present()
    let query = plan.query
    let snapshot = SnapshotBuilder.snapshot(of: loaded, query: query, rules: workspace.rules, present: present)
    return StatsJSON.document(snapshot, loaded.engine.stats(loaded.resolve(query, present: present)))
  }

  private func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }
}

extension JSONValue {
  /// The figure at a path of keys.
  fileprivate func figure(at path: String) -> ScriptFigure {
    switch value(at: path) {
    case nil: .unknown(nearest: nearestPath(to: path))
    case .null: .noData
    case .bool(let truth): .truth(truth)
    case .int(let number): .number(Double(number))
    case .double(let number): .number(number)
    case .string(let text): .text(text)
    case .array, .object: .text("several figures")
    }
  }
}
