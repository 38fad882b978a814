/// A key as the user pressed it.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// Control with a lower-case letter, `control("c")`.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
}

/// What the mouse did, in cells from the upper left corner.
public struct MouseEvent: Hashable, Sendable {
  /// What it did.
  public enum Kind: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }
  /// What it did.
  public var kind: Kind
  /// Column, 0 at the left.
  public var x: Int
  /// Row, 0 at the top.
  public var y: Int
  /// An event at a cell.
  public init(kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}

/// What comes from the terminal.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Bracketed paste; control characters already removed.
  case paste(String)
  case resized(Size)
  /// What the terminal is set to: a dark background, or a light one.
  case background(isDark: Bool)
  /// Back from being stopped, or Ctrl-L: everything must be drawn anew.
  case redraw
  /// TERM, HUP, INT or a closed terminal: leave.
  case hangUp
  /// Somebody wrote to the wake pipe.
  case woken
}

/// The door to a real or pretended terminal. Used by the main thread only.
public protocol Terminal: AnyObject {
  var size: Size { get }
  /// Waits for input, a wake-up or the deadline (milliseconds; nil waits for ever) and returns all that came.
  func wait(milliseconds: Int?) -> [TerminalEvent]
  /// Shows a canvas; sends only what differs from the last one.
  func present(_ canvas: Canvas)
  /// Forgets what is on the glass, so that the next canvas is sent whole.
  func invalidate()
  /// Stops the program as Ctrl-Z does and comes back with the screen set up again.
  func suspend()
  /// Turns reporting of the mouse on or off.
  func setMouse(_ on: Bool)
  /// Sends text to the clipboard of the terminal (OSC 52), which may take it or not.
  /// - Returns: false if the terminal is known not to take it: it has no such thing, or the text is too long.
  func copy(_ text: String) -> Bool
  /// Sets the title of the window; the one it had comes back at the end.
  func setTitle(_ text: String)
  /// Lets somebody who looks elsewhere know, in the way that was set up; often not at all.
  func announce(_ text: String)
  /// Restores the terminal. Safe to call twice.
  func close()
}
