import CNCurses
import CTerminal
import Cells
@preconcurrency import Glibc

/// Listening to keys, signals, workers and the size of the window.
extension NcursesTerminal {
  /// Waits for keys, for the pipe that signals and workers write to, and for room if a canvas waits.
  func poll(milliseconds: Int64?) -> (hasInput: Bool, hasRoom: Bool) {
    var descriptors = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ct_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    if pending != nil { descriptors.append(pollfd(fd: output, events: Int16(POLLOUT), revents: 0)) }
    let timeout = milliseconds.map { Int32(clamping: $0) } ?? -1
    guard Glibc.poll(&descriptors, nfds_t(descriptors.count), timeout) > 0 else { return (false, false) }
    let came = Int32(descriptors[0].revents)
    if came & POLLIN == 0, came & (POLLHUP | POLLERR | POLLNVAL) != 0 { isGone = true }
    return (came & POLLIN != 0, descriptors.count > 2 && descriptors[2].revents != 0)
  }

  private func hasInput(within milliseconds: Int) -> Bool {
    var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0
  }

  /// Reads and decodes all that waits, and what completes it within the delay of Esc.
  func read() -> [TerminalEvent] {
    tireOfWaiting()
    var events: [TerminalEvent] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var total = 0
    repeat {
      let count = Glibc.read(input, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        isGone = true
        return events
      }
      events += decoder.feed(buffer[..<count])
      if events.contains(.redraw) { forgetGlass() }
      // The same end as by a signal, with the same status.
      if events.contains(.hangUp) { ct_end(SIGINT) }
      total += count
      // A flood must not keep the screen from being drawn.
      if total > 262_144 { return events }
      let delay = decoder.isPasting ? 500 : decoder.isWaiting ? pieceDelay : 0
      if !hasInput(within: delay) { return events + (decoder.isWaiting ? decoder.flush() : []) }
    } while true
  }

  func takeSignals() -> [TerminalEvent] {
    let bits = ct_take_events()
    guard bits != 0 else { return [] }
    var events: [TerminalEvent] = []
    if bits & Int32(CT_END) != 0 { events.append(.hangUp) }
    if bits & Int32(CT_STOP) != 0 {
      suspend()
      events += queued
      queued = []
    } else if bits & Int32(CT_CONTINUED) != 0 {
      // Stopped by others: the shell may have changed everything.
      resume()
      events += queued
      queued = []
    } else if bits & Int32(CT_RESIZED) != 0, measure() {
      events.append(.resized(size))
    }
    if bits & Int32(CT_WOKEN) != 0 { events.append(.woken) }
    return events
  }

  /// Sets the screen up again after a stop; the next canvas is sent whole.
  func resume() {
    ct_capture_errors(options.errorLog)
    reset_prog_mode()
    send(modes)
    if let title { setTitle(title) }
    forgetGlass()
    if measure() { queued.append(.resized(size)) }
    queued.append(.redraw)
  }

  /// Takes over the size of the window; true if it has changed.
  @discardableResult
  func measure() -> Bool {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard ct_window_size(output, &columns, &rows) == 0 else { return false }
    let new = Size(width: max(1, Int(columns)), height: max(1, Int(rows)))
    guard new != size else { return false }
    resize_term(Int32(new.height), Int32(new.width))
    size = new
    forgetGlass()
    return true
  }

  /// Of several sizes only the last counts, of several wake-ups one.
  static func merged(_ events: [TerminalEvent]) -> [TerminalEvent] {
    guard events.count > 1 else { return events }
    let lastSize = events.lastIndex { if case .resized = $0 { true } else { false } }
    var woken = false
    return events.enumerated().compactMap { index, event in
      switch event {
      case .resized: return index == lastSize ? event : nil
      case .woken:
        defer { woken = true }
        return woken ? nil : event
      default: return event
      }
    }
  }
}
