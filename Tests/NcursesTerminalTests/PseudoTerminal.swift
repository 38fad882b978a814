import Cells
@preconcurrency import Glibc

@testable import NcursesTerminal

/// A pseudo-terminal: the program's side for the terminal under test, the other side for the test.
final class PseudoTerminal {
  let program: Int32
  private let test: Int32

  // TIOCSPTLCK and TIOCGPTN, which Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init?(width: Int = 80, height: Int = 24) {
    test = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlocked: Int32 = 0
    var number: Int32 = 0
    guard test >= 0, ioctl(test, Self.setLock, &unlocked) == 0, ioctl(test, Self.getNumber, &number) == 0 else {
      return nil
    }
    program = Glibc.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard program >= 0 else { return nil }
    resize(width: width, height: height)
  }

  deinit {
    Glibc.close(program)
    Glibc.close(test)
  }

  func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(test, UInt(TIOCSWINSZ), &size)
  }

  /// Types bytes.
  func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { Glibc.write(test, $0.baseAddress, $0.count) } }

  /// All that the program has written since the last call.
  func output() -> String {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var descriptor = pollfd(fd: test, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, 20) > 0, descriptor.revents & Int16(POLLIN) != 0 {
      let count = Glibc.read(test, &buffer, buffer.count)
      guard count > 0 else { break }
      result += buffer[..<count]
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The settings that a broken terminal would have wrong.
  var settings: [UInt32] {
    var now = termios()
    tcgetattr(program, &now)
    return [now.c_iflag, now.c_oflag, now.c_lflag]
  }

  func open(
    _ environment: [String: String] = [:], _ options: TerminalOptions = TerminalOptions()
  ) throws -> NcursesTerminal {
    let standard = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
    return try NcursesTerminal(
      environment: standard.merging(environment) { $1 }, options: options, input: program, output: program,
      ownsInput: false)
  }
}
