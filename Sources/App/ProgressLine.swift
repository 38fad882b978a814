import Cells
import Foundation
import Runtime

/// One line on standard error that says how far reading is; only for a person, and only if it takes a while.
final class ProgressLine {
  private let started = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private let isWatched = isatty(FileHandle.standardError.fileDescriptor) == 1

  /// Shows progress after half a second, ten times a second at most.
  func show(fraction: Double, origin: String, rows: Int) {
    let now = ContinuousClock.now
    guard isWatched, now - started > .milliseconds(500) else { return }
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    let elapsed = now - started
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let done = Int((max(0, min(1, fraction)) * 20).rounded())
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: 20 - done)
    let text = Sanitizer.clean(LoadingText.line(origin: origin, rows: rows, seconds: seconds))
    let line = "[\(bar)] \(Int(fraction * 100)) %  \(text)"
    Output.overwrite(String(line.prefix(110)))
  }

  /// Takes the line away.
  func finish() {
    if lastShown != nil { Output.overwrite("") }
  }
}
