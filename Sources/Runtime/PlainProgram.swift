import Cells
import Dashboard
import Domain
import World

/// The dashboard without a screen, for screen readers and pipes: the figures once as plain sentences, then a line for
/// everything that is new. An empty line asks for the figures anew, `q` ends it.
public final class PlainProgram {
  private let mailbox: Mailbox
  private let world: World
  private let wait: () -> Void
  private let perform: (Effect) -> Void
  private let say: ([String]) -> Void
  private var model: Model
  private var complaint: Toast?
  private var isFinished = false

  /// - Parameters:
  ///   - wait: returns when something is in the mailbox, or after a second.
  ///   - perform: carries out effects without blocking.
  ///   - say: prints lines at once.
  public init(
    mailbox: Mailbox, world: World, model: Model, wait: @escaping () -> Void, perform: @escaping (Effect) -> Void,
    say: @escaping ([String]) -> Void
  ) {
    self.mailbox = mailbox
    self.world = world
    self.model = model
    self.wait = wait
    self.perform = perform
    self.say = say
  }

  /// Runs until the user leaves.
  public func run() {
    while !isFinished {
      wait()
      for message in mailbox.drain() where !isFinished { receive(message) }
      deliver(.tick(world.now()))
    }
  }

  private func receive(_ message: Message) {
    switch message {
    case .event(.key(.enter)): report()
    case .event(.key(.character("q"))): leave()
    case .event: break
    default: deliver(message)
    }
  }

  private func deliver(_ message: Message) {
    let isFirst = model.snapshot == nil
    let effects = update(&model, message)
    if isFirst, model.snapshot != nil { report() }
    for effect in effects {
      if case .announce(let text) = effect { say(["new: \(text)"]) } else { perform(effect) }
    }
    guard let toast = model.toast, toast.isError, toast != complaint else { return }
    complaint = toast
    say([toast.text])
  }

  private func report() {
    say(model.snapshot.map { PlainReport.lines($0, as: model.conventions) } ?? [RuntimeWords.noFigures])
  }

  private func leave() {
    isFinished = true
    perform(.saveState(model.screenState))
  }
}
