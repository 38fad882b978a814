import Cells
import Dashboard

/// The dashboard without a terminal: the same model, the same answers, drawn when nothing is awaited any more. Whatever
/// would change something outside is left undone.
public struct Still {
  /// What the dashboard remembers.
  public private(set) var model: Model
  private let mailbox: Mailbox
  private let answering: Answering

  /// A dashboard whose analyst posts to `mailbox`.
  public init(model: Model, mailbox: Mailbox, answering: Answering) {
    self.model = model
    self.mailbox = mailbox
    self.answering = answering
  }

  /// Takes what was posted, and what comes of it, until nothing is left to wait for.
  public mutating func settle() async {
    var messages = mailbox.drain()
    while !messages.isEmpty {
      for message in messages { await deliver(message) }
      messages = mailbox.drain()
    }
  }

  /// Presses a key and waits for what it asks for.
  public mutating func press(_ key: Key) async {
    await deliver(.event(.key(key)))
    await settle()
  }

  /// Opens a screen as its keys would.
  /// - Returns: false if there was nothing to open.
  public mutating func open(_ screen: ScreenName) async -> Bool {
    for command in screen.commands where !screen.isReached(by: model) {
      guard let key = model.keyMap.binding(of: command)?.keys.first else { return false }
      await press(key)
    }
    return screen.isShown(by: model)
  }

  /// The screen as it looks now.
  public func drawn(fallback: Theme, depth: ColorDepth) -> Canvas {
    let theme = (model.display.theme ?? fallback).shown(in: depth)
    return view(model, look: Look(theme: theme, glyphs: model.display.glyphs), size: model.size)
  }

  private mutating func deliver(_ message: Message) async {
    for effect in update(&model, message) { await answering.answer(effect) }
  }
}
