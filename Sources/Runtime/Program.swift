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
  private var model: Model
  private var lastTick = Instant.unknown
  private var isFinished = false

  /// `perform` carries out effects without blocking, but for those of the terminal itself, which the loop does.
  public init(
    terminal: any Terminal, mailbox: Mailbox, world: World, model: Model, perform: @escaping (Effect) -> Void
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.world = world
    self.model = model
    self.perform = perform
  }

  /// Runs until the user leaves, the terminal closes or a signal says so; the terminal is restored then.
  public func run() {
    defer { terminal.close() }
    deliver(.event(.resized(terminal.size)))
    draw()
    while !isFinished {
      let events = terminal.wait(milliseconds: untilNextTick)
      for event in events { receive(event) }
      for message in mailbox.drain() { deliver(message) }
      tickIfDue()
      if !isFinished { draw() }
    }
  }

  private var untilNextTick: Int { 1000 }

  private func receive(_ event: TerminalEvent) {
    switch event {
    case .hangUp: isFinished = true
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
    case .copy(let text): terminal.copy(text)
    default: perform(effect)
    }
  }

  private func draw() {
    terminal.present(view(model, look: model.look, size: terminal.size))
  }
}
