import CNCurses
import CTerminal
import Cells
@preconcurrency import Glibc

/// ncurses opened on two descriptors, and what it found out about the terminal.
struct Screen {
  let kind: TerminalKind
  let depth: ColorDepth
  let palette: Palette
  /// The description taken from the terminal database.
  let description: String
  let handle: OpaquePointer
  private let files: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
  /// Where all goes in the end.
  private let terminal: Int32

  /// Opens the first description that the system knows. The descriptors stay the caller's.
  init(kind: TerminalKind, input: Int32, output: Int32) throws(TerminalError) {
    guard let write = fdopen(dup(output), "w") else { throw .system(errno) }
    guard let read = fdopen(dup(input), "r") else {
      fclose(write)
      throw .system(errno)
    }
    var opened: (name: String, handle: OpaquePointer)?
    for name in kind.candidates where opened == nil {
      opened = newterm(name, write, read).map { (name, $0) }
    }
    guard let opened else {
      fclose(write)
      fclose(read)
      throw .unknownTerminal(kind.name)
    }
    self.kind = kind
    files = (read, write)
    terminal = output
    description = opened.name
    handle = opened.handle
    (depth, palette) = Self.startColors(kind)
    guard nc_string("cup") != nil else {
      close()
      throw .notCapable(kind.name)
    }
    Self.setModes(input: input)
  }

  /// Gives the terminal back to the shell and frees everything.
  func close() {
    endwin()
    delscreen(handle)
    fclose(files.input)
    fclose(files.output)
  }

  /// What ncurses writes meanwhile; nil if that could not be kept from the terminal.
  func captured(_ draw: () -> Void) -> [UInt8]? {
    let ours = fileno(files.output)
    guard ct_begin_frame(ours) == 0 else {
      draw()
      return nil
    }
    draw()
    let count = ct_end_frame(ours, terminal)
    return [UInt8](unsafeUninitializedCapacity: count) { room, taken in
      taken = ct_read_frame(room.baseAddress, count)
    }
  }

  /// What restores the terminal where ncurses cannot be asked: after a crash.
  var restoreBytes: [UInt8] {
    let named = ["sgr0", "rmkx", "cnorm", "rmcup"].map(Self.capability).joined()
    return Array((Modes.allOff(kind) + named).utf8)
  }

  /// A capability without the pauses that old terminals need: `$<5>`.
  private static func capability(_ name: String) -> String {
    guard var text = nc_string(name).map({ String(cString: $0) }) else { return "" }
    while let start = text.firstRange(of: "$<"), let end = text[start.lowerBound...].firstIndex(of: ">") {
      text.removeSubrange(start.lowerBound...end)
    }
    return text
  }

  private static func startColors(_ kind: TerminalKind) -> (ColorDepth, Palette) {
    guard kind.mostColors > .mono, has_colors(), start_color() == OK else {
      return (.mono, Palette(depth: .mono, hasDefaults: true))
    }
    let hasDefaults = use_default_colors() == OK
    let colors = nc_colors()
    let has: ColorDepth = colors > 256 ? .direct : colors == 256 ? .indexed : colors >= 16 ? .sixteen : .eight
    let depth = min(has, kind.mostColors)
    return (depth, Palette(depth: depth, hasDefaults: hasDefaults))
  }

  private static func setModes(input: Int32) {
    cbreak()
    noecho()
    nonl()
    // Function keys and arrows as the terminal's description has them; reading is our own.
    keypad(nc_stdscr(), true)
    ct_refine_input(input)
    // So that ncurses comes back to these settings after a stop.
    def_prog_mode()
    // A frame is drawn to its end even if a key waits: half a frame is worse than a late one.
    typeahead(-1)
    curs_set(0)
    leaveok(nc_stdscr(), true)
  }
}

/// Private modes of the terminal that ncurses knows nothing of.
enum Modes {
  static func mouse(_ on: Bool) -> String {
    on ? "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
  }
  static func bracketedPaste(_ on: Bool) -> String { on ? "\u{1B}[?2004h" : "\u{1B}[?2004l" }
  /// Reports when the user changes between a dark and a light look.
  static func colorReports(_ on: Bool) -> String { on ? "\u{1B}[?2031h" : "\u{1B}[?2031l" }
  /// Between the two the terminal shows nothing, so that a frame appears at once.
  static func synchronized(_ on: Bool) -> String { on ? "\u{1B}[?2026h" : "\u{1B}[?2026l" }

  static func on(_ kind: TerminalKind, mouse isOn: Bool) -> String {
    guard kind.isModern else { return "" }
    return bracketedPaste(true) + (isOn ? mouse(true) : "") + Announcements.keepTitle(kind.multiplexer)
  }

  static func allOff(_ kind: TerminalKind) -> String {
    guard kind.isModern else { return "" }
    return synchronized(false) + mouse(false) + bracketedPaste(false) + colorReports(false)
      + Announcements.restoreTitle(kind.multiplexer)
  }
}
