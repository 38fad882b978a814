import Foundation

/// What was measured, one line each.
struct ResultTable {
  private var lines: [[String]] = [["what", "median", "fastest", "slowest", "runs", "of"]]

  /// Adds measured durations in seconds and what they were spent on.
  mutating func add(_ what: String, _ seconds: [Double], of amount: String) {
    let sorted = seconds.sorted()
    guard let first = sorted.first, let last = sorted.last else { return }
    let cells = [sorted[sorted.count / 2], first, last].map(Self.duration)
    lines.append([what] + cells + ["\(sorted.count)", amount])
  }

  /// Adds something that was not measured, and why.
  mutating func skip(_ what: String, because reason: String) { lines.append([what, "-", "-", "-", "-", reason]) }

  /// Columns lined up; figures to the right.
  var text: String {
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      cells.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - cells[column].count)
        return (1...4).contains(column) ? gap + cells[column] : cells[column] + gap
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func duration(_ seconds: Double) -> String {
    seconds < 1 ? String(format: "%.1f ms", seconds * 1000) : String(format: "%.2f s", seconds)
  }
}

/// Where it was measured.
enum Machine {
  static var description: String {
    let processor = field("model name", in: "/proc/cpuinfo") ?? "unknown processor"
    let memory = field("VmHWM", in: "/proc/self/status") ?? "unknown"
    return "\(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores; most memory held here: \(memory)"
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
