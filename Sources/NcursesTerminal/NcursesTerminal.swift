import CNCurses
import CTerminal
import Cells
@preconcurrency import Glibc

/// The real terminal, through ncurses. One in a process, used by the main thread only.
///
/// Input is read and decoded here, not by ncurses: its reader draws on its own, delays Esc and knows neither pastes nor
/// mouse columns above 223.
public final class NcursesTerminal: Terminal {
  /// Columns and rows of the window.
  public internal(set) var size: Size
  /// How many colours are used; without any, themes give way to ``Cells/Theme/monochrome``.
  public let depth: ColorDepth
  /// The glyphs that the terminal can be trusted with.
  public let suggestedGlyphs: GlyphSet
  /// The description that was taken from the system's terminal database.
  public let description: String
  /// The signal that asked the program to end, for its exit status; nil if it was none.
  public var endSignal: Int32? { ct_end_signal() == 0 ? nil : ct_end_signal() }

  let screen: Screen
  let input: Int32
  let output: Int32
  let ownsInput: Bool
  let options: TerminalOptions
  var painter: Painter
  var writer = LeanWriter()
  var decoder = InputDecoder()
  var queued: [TerminalEvent] = []
  /// A canvas that waits for the terminal to read again.
  var pending: Canvas?
  var mouseIsOn: Bool
  /// The title of the window as it was last asked for.
  var title: String?
  private var isOpen = true
  var isGone = false
  /// What is asked of the terminal itself.
  var inquiry = Inquiry()
  /// Where the glass leads to other pages.
  var hyperlinks: Hyperlinks

  /// Opens the terminal on standard input and output.
  public convenience init(
    environment: [String: String], options: TerminalOptions = TerminalOptions()
  ) throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    guard isatty(STDIN_FILENO) == 0 else {
      try self.init(
        environment: environment, options: options, input: STDIN_FILENO, output: STDOUT_FILENO, ownsInput: false)
      return
    }
    // Standard input may hold data; keys still come from the terminal.
    let keys = open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard keys >= 0 else { throw .notATerminal }
    try self.init(environment: environment, options: options, input: keys, output: STDOUT_FILENO, ownsInput: true)
  }

  /// Opens the terminal on descriptors.
  init(
    environment: [String: String], options: TerminalOptions, input: Int32, output: Int32, ownsInput: Bool
  ) throws(TerminalError) {
    let kind = TerminalKind(environment: environment, colorMode: options.colorMode)
    let insists = (options.glyphs ?? .ascii) != .ascii
    let isUTF8 = ct_prepare_locale(kind.locale, kind.saysUTF8 || insists ? 1 : 0) == 1
    guard ct_open(input, output) == 0 else { throw .system(errno) }
    // Before ncurses, which sets up handlers of its own only where there are none.
    ct_install_signals()
    do {
      screen = try Screen(kind: kind, input: input, output: output)
    } catch {
      ct_restore_settings()
      ct_remove_signals()
      ct_close()
      throw error
    }
    self.input = input
    self.output = output
    self.ownsInput = ownsInput
    self.options = options
    depth = screen.depth
    description = screen.description
    suggestedGlyphs = options.glyphs ?? kind.glyphs(isUTF8: isUTF8)
    mouseIsOn = options.mouse
    hyperlinks = Hyperlinks(kind: kind, palette: screen.palette)
    painter = Painter(
      pairs: ColorPairs(palette: screen.palette, limit: nc_color_pairs()),
      isUTF8: isUTF8 && (insists || !kind.isPlain))
    size = Size(width: Int(getmaxx(nc_stdscr())), height: Int(getmaxy(nc_stdscr())))
    ct_set_restore(screen.restoreBytes.map { CChar(bitPattern: $0) }, Int32(screen.restoreBytes.count))
    ct_capture_errors(options.errorLog)
    measure()
    send(modes)
  }

  deinit { close() }

  /// Wakes ``wait(milliseconds:)`` from any thread.
  public var wakeHandle: WakeHandle { WakeHandle() }

  /// Waits for input, a wake-up or the deadline (milliseconds; nil waits for ever) and returns all that came.
  public func wait(milliseconds: Int?) -> [TerminalEvent] {
    guard isOpen, !isGone else { return [.hangUp] }
    ct_listen()
    defer { ct_work() }
    let begun = ct_milliseconds()
    let deadline = milliseconds.map { begun + Int64(max(0, min($0, 1 << 40))) }
    var events = queued
    queued = []
    while true {
      let left = deadline.map { max(0, $0 - ct_milliseconds()) }
      let untilLinks = hyperlinks.isDue ? max(0, begun + Hyperlinks.rest - ct_milliseconds()) : .max
      let rest = untilLinks == .max ? left : min(left ?? .max, untilLinks)
      let ready = poll(milliseconds: events.isEmpty ? rest : 0)
      events += takeSignals()
      if ready.hasInput { events += read() }
      if isGone { events.append(.hangUp) }
      if ready.hasRoom { presentPending() }
      if !events.isEmpty || left == 0 { return Self.merged(events) }
      // Whoever scrolls through a list does not pay for links: they follow when nothing moves.
      if untilLinks <= rest ?? .max, hyperlinks.isDue, !ready.hasInput { sendLinks() }
    }
  }

  /// Shows a canvas; sends only what differs from the last one.
  public func present(_ canvas: Canvas) {
    guard isOpen, !isGone else { return }
    // A terminal that does not read must not stop keys and signals from being heard.
    guard isWritable else {
      pending = canvas
      return
    }
    pending = nil
    defer { hyperlinks.note(canvas.visibleLinks, drawn: painter.drawn) }
    if screen.kind.isModern { presentAtOnce(canvas) } else { draw(canvas) }
  }

  /// Forgets what is on the glass, so that the next canvas is sent whole.
  public func invalidate() {
    guard isOpen else { return }
    forgetGlass()
  }

  /// Stops the program as Ctrl-Z does and comes back with the screen set up again.
  public func suspend() {
    guard isOpen, !isGone else { return }
    ct_listen()
    send(Modes.allOff(screen.kind))
    endwin()
    ct_release_errors()
    ct_stop_job()
    // What came with being continued is dealt with here.
    _ = ct_take_events()
    resume()
  }

  /// Turns reporting of the mouse on or off.
  public func setMouse(_ on: Bool) {
    guard isOpen, screen.kind.isModern else { return }
    mouseIsOn = on
    send(Modes.mouse(on))
  }

  /// Puts text on the clipboard of the terminal, if that allows it (OSC 52).
  /// - Returns: false if it is known not to: nothing was sent then.
  public func copy(_ text: String) -> Bool {
    guard isOpen, screen.kind.isModern,
      let bytes = Clipboard.sequence(text, through: screen.kind.multiplexer)
    else { return false }
    send(bytes)
    return true
  }

  /// Sets the title of the window, or of the pane of tmux; the one it had comes back at the end.
  public func setTitle(_ text: String) {
    title = text
    guard isOpen, screen.kind.isModern else { return }
    send(Announcements.title(text, through: screen.kind.multiplexer))
  }

  /// Lets somebody who looks elsewhere know, as the options say.
  public func announce(_ text: String) {
    guard isOpen, screen.kind.isModern || options.notice == .bell else { return }
    send(Announcements.sequence(text, as: options.notice, through: screen.kind.multiplexer))
  }

  /// Restores the terminal. Safe to call twice.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    send(Modes.allOff(screen.kind))
    screen.close()
    ct_restore_settings()
    ct_close()
    ct_remove_signals()
    ct_release_errors()
    if ownsInput { _ = Glibc.close(input) }
  }
}

/// Wakes a waiting terminal from any thread.
public struct WakeHandle: Sendable {
  /// Makes ``NcursesTerminal/wait(milliseconds:)`` return with `.woken`.
  public func wake() { ct_wake() }
}

extension NcursesTerminal {
  private var isWritable: Bool {
    var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
    return Glibc.poll(&descriptor, 1, 0) != 0
  }

  /// Sends a frame as one piece that the terminal shows at once.
  private func presentAtOnce(_ canvas: Canvas) {
    guard let frame = screen.captured({ draw(canvas) }) else { return ask() }
    guard !frame.isEmpty else { return }
    send(Modes.synchronized(true).utf8 + writer.rewrite(frame) + Modes.synchronized(false).utf8)
    ask()
  }

  /// Lets ncurses write what differs.
  private func draw(_ canvas: Canvas) {
    guard painter.prepare(canvas, size: size) else { return }
    wnoutrefresh(nc_stdscr())
    doupdate()
  }

  func presentPending() {
    guard let canvas = pending else { return }
    present(canvas)
  }

  /// Forgets what is on the glass.
  func forgetGlass() {
    painter.invalidate()
    writer.forget()
    hyperlinks.forget()
  }

  /// The private modes of the terminal that are wanted.
  var modes: String {
    Modes.on(screen.kind, mouse: mouseIsOn) + (asksBackground ? Modes.colorReports(true) : "")
  }

  private func sendLinks() {
    // Rather late than in the way of a terminal that does not read.
    guard isWritable, let glass = painter.shown else { return }
    let links = hyperlinks.bytes(for: glass)
    if !links.isEmpty { send(Modes.synchronized(true) + links + Modes.synchronized(false)) }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  private func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, ct_write_all(output, bytes, bytes.count) != 0 else { return }
    isGone = true
  }
}
