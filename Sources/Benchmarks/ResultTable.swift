import Foundation

/// What was measured, one line each, beside the peer and the bar.
struct ResultTable {
  private var lines: [[String]] = [["what", "median", "p95", "peer", "peer / ours", "bar", ""]]

  /// Adds durations in seconds.
  /// - Parameters:
  ///   - peer: seconds of the peer for what comes nearest.
  ///   - bar: how many times faster than the peer it is to be.
  mutating func add(_ what: String, _ seconds: [Double], peer: Double? = nil, bar: Double? = nil) {
    guard !seconds.isEmpty else { return }
    let sorted = seconds.sorted()
    let median = sorted[sorted.count / 2]
    let ratio = peer.map { $0 / median }
    let verdict = zip(ratio, bar).map { $0 >= $1 ? "met" : "missed" }
    lines.append([
      what, Self.duration(median), Self.duration(sorted[min(sorted.count - 1, sorted.count * 95 / 100)]),
      peer.map(Self.duration) ?? "-", ratio.map { String(format: "%.1f", $0) } ?? "-",
      bar.map { String(format: "%.3g", $0) } ?? "-", verdict ?? "",
    ])
  }

  /// Adds durations in seconds, of which the median is to be no more than a limit.
  mutating func add(_ what: String, _ seconds: [Double], limit: Double) {
    add(what, seconds)
    let last = lines.count - 1
    lines[last][5] = "< \(Self.duration(limit))"
    lines[last][6] = seconds.sorted()[seconds.count / 2] <= limit ? "met" : "missed"
  }

  /// Adds memory in bytes, with the most that it is to be.
  mutating func add(_ what: String, bytes: Int, bar: Int?) {
    let verdict = bar.map { bytes <= $0 ? "met" : "missed" } ?? ""
    lines.append([what, Self.size(bytes), "", "-", "-", bar.map { "< \(Self.size($0))" } ?? "-", verdict])
  }

  /// Adds something that was not measured, and why.
  mutating func skip(_ what: String, because reason: String) { lines.append([what, "-", "-", "-", "-", "-", reason]) }

  /// Columns lined up; figures to the right.
  var text: String { Columns.text(lines) }

  private static func size(_ bytes: Int) -> String { String(format: "%.0f MB", Double(bytes) / 1e6) }

  static func duration(_ seconds: Double) -> String {
    seconds < 1 ? String(format: "%.1f ms", seconds * 1000) : String(format: "%.2f s", seconds)
  }

  private func zip(_ ratio: Double?, _ bar: Double?) -> (Double, Double)? {
    guard let ratio, let bar else { return nil }
    return (ratio, bar)
  }
}

/// Cells lined up.
enum Columns {
  /// The first column to the left, others to the right, a last one without a head to the left.
  static func text(_ lines: [[String]]) -> String {
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      cells.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - cells[column].count)
        let isLeft = column == 0 || lines[0][column].isEmpty
        return isLeft ? cells[column] + gap : gap + cells[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

/// Where it was measured.
enum Machine {
  static var description: String {
    let processor = field("model name", in: "/proc/cpuinfo") ?? "unknown processor"
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
    return "\(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores; load \(load)"
  }

  /// Bytes of this process that are in memory now, pages of mapped files among them.
  static var resident: Int {
    let kilobytes = field("VmRSS", in: "/proc/self/status")?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    return kilobytes * 1024
  }

  private static func field(_ name: String, in file: String) -> String? {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
  }
}

/// Seconds that some work takes.
func stopwatch(_ work: () throws -> Void) rethrows -> Double {
  let started = ContinuousClock.now
  try work()
  let passed = (ContinuousClock.now - started).components
  return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
}
