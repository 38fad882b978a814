import Cells
import Dashboard
import Domain
import World

/// The loop: everything that happened since the last turn goes through `update`, effects go out, and if
/// anything changed the screen is drawn once. The main thread is the only one that touches model and terminal.
public final class Program {
  private let terminal: any Terminal
  private let mailbox: Mailbox
  private let world: World
  private let perform: (Effect) -> Void
  private let fallbackTheme: Theme
  private let depth: ColorDepth
  private var model: Model
  private var lastTick = Instant.unknown
  private var title = ""
  private var isFinished = false

  /// - Parameters:
  ///   - fallbackTheme: the theme while the chosen one is not there.
  ///   - depth: the colours of the terminal; with few of them themes give way to one that stays readable.
  ///   - perform: carries out effects without blocking, but for those of the terminal itself, which the loop does.
  public init(
    terminal: any Terminal, mailbox: Mailbox, world: World, model: Model, fallbackTheme: Theme, depth: ColorDepth,
    perform: @escaping (Effect) -> Void
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.world = world
    self.model = model
    self.perform = perform
    self.fallbackTheme = fallbackTheme
    self.depth = depth
  }

  /// Runs until the user leaves, the terminal closes or a signal says so; the terminal is restored then.
  public func run() {
    defer { terminal.close() }
    deliver(.event(.resized(terminal.size)))
    draw()
    while !isFinished {
      // A second at most, so that ages on screen stay true.
      let events = terminal.wait(milliseconds: 1000)
      for event in events { receive(event) }
      for message in mailbox.drain() { deliver(message) }
      tickIfDue()
      if !isFinished { draw() }
    }
  }

  private func receive(_ event: TerminalEvent) {
    switch event {
    case .hangUp:
      // The dashboard leaves as if asked to, so that nothing is forgotten; whatever it does, this is the end.
      deliver(.event(event))
      isFinished = true
    case .woken: break
    case .redraw:
      terminal.invalidate()
      deliver(.event(event))
    default: deliver(.event(event))
    }
  }

  private func tickIfDue() {
    let now = world.now()
    guard now != lastTick else { return }
    lastTick = now
    deliver(.tick(now))
  }

  private func deliver(_ message: Message) {
    guard !isFinished else { return }
    for effect in update(&model, message) { carryOut(effect) }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .quit: isFinished = true
    case .setMouse(let on): terminal.setMouse(on)
    case .redraw: terminal.invalidate()
    case .suspend: terminal.suspend()
    case .copy(let text):
      // What the terminal cannot take goes to a file, which says so in the place of what was said too early.
      if !terminal.copy(text) { perform(.export(name: "dealtop-copied.txt", text: text)) }
    case .announce(let text): terminal.announce(text)
    default: perform(effect)
    }
  }

  private func draw() {
    let theme = (model.display.theme ?? fallbackTheme).shown(in: depth)
    let look = Look(theme: theme, glyphs: model.display.glyphs)
    terminal.present(view(model, look: look, size: terminal.size))
    guard model.windowTitle != title else { return }
    title = model.windowTitle
    terminal.setTitle(title)
  }
}
