import Cells
import Domain
import MetricEngine

/// Changes the model as a message says and returns what is to be done outside. The only place where the model changes.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
  Conventions.$shown.withValue(model.conventions) {
    KeyWords.$inForce.withValue(model.keyMap) { change(&model, message) }
  }
}

private func change(_ model: inout Model, _ message: Message) -> [Effect] {
  switch message {
  case .event(let event): return model.take(event)
  case .tick(let now):
    model.now = now
    if let toast = model.toast, toast.until <= now { model.toast = nil }
    if let undo = model.undo, undo.until <= now { model.undo = nil }
    return model.playOn() + model.keepState()
  case .loading(let fraction, let text):
    model.loading = fraction >= 1 ? nil : Loading(fraction: max(0, fraction), text: text)
    return []
  case .snapshot(let snapshot, let request): return model.take(snapshot, request: request)
  case .themes(let themes):
    model.display.take(themes)
    return model.appear()
  case .keys(let keyMap):
    model.keyMap = keyMap
    return []
  case .failed(let text):
    model.failure = text
    model.undo = nil
    model.loading = nil
    model.tell(text, isError: true)
    return []
  case .refused(let text):
    model.undo = nil
    model.tell(text, isError: true)
    return []
  case .told(let text):
    // What may be taken back says more about what was done.
    if model.undo == nil || model.toast == nil { model.tell(text) }
    return model.refreshRecord()
  case .page, .breakdown, .opportunity, .lead, .claims, .people, .notes, .recordLinks, .ruleHistory:
    return model.deliver(message)
  }
}

extension Model {
  mutating func take(_ event: TerminalEvent) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .mouse(let event): return mouse(event)
    case .paste(let text):
      guard prompt != nil else { return [] }
      return editPrompt { $0.insert(text) }
    case .resized(let size):
      self.size = Size(width: max(1, size.width), height: max(1, size.height))
      return appear()
    case .background(let isDark): return follow(isDark: isDark)
    case .redraw: return [.redraw]
    case .hangUp: return leave()
    case .woken: return []
    }
  }

  mutating func press(_ key: Key) -> [Effect] {
    toast = nil
    opening = nil
    if prompt != nil, let effects = typeIntoPrompt(key) { return effects }
    guard let binding = keyMap.binding(for: key) else {
      tell(Words.noSuchKey(key.name, help: keyMap.keyName(of: .help)))
      return []
    }
    return run(binding, pressed: key)
  }

  /// Does what a binding says, or says why not.
  mutating func run(_ binding: Binding, pressed key: Key? = nil) -> [Effect] {
    let name = (key ?? binding.keys.first)?.name ?? ""
    guard binding.applies(to: self) else {
      tell(Words.notHere(name, binding.short))
      return []
    }
    if let reason = binding.disabledReason(self) {
      tell(reason)
      return []
    }
    let before = binding.id.isStep ? nil : Standing(self)
    let effects = binding.act(&self)
    if effects.isEmpty, toast == nil, let before, Standing(self) == before {
      tell(Words.noEffect(name, binding.short))
    }
    // A screen that says better what it copied has said so already.
    for case .copy(let text) in effects where toast == nil { tell(Words.copied(text)) }
    return effects
  }

  /// Shows one line for a few seconds.
  mutating func tell(_ text: String, isError: Bool = false) {
    toast = Toast(text: text, isError: isError, until: now.adding(isError ? 15 : 6))
  }

  /// Keeps the screen's state and quits.
  mutating func leave() -> [Effect] { [.saveState(screenState), .quit] }

  static let noFiguresYet: @Sendable (Model) -> String? = { $0.snapshot == nil ? Words.noFiguresYet : nil }
}

/// All that a key can change without an effect. Where it is the same afterwards, the key owes a word.
private struct Standing: Equatable {
  private let stack: [StackEntry]
  private let overview: OverviewState
  private let prompt: Prompt?
  private let query: QueryState
  private let display: DisplayState
  private let isPaused: Bool
  private let replay: Replay?
  private let opening: Int?

  init(_ model: Model) {
    (stack, overview, prompt, query) = (model.stack, model.overview, model.prompt, model.query)
    (display, isPaused, replay, opening) = (model.display, model.isPaused, model.replay, model.opening)
  }
}

extension Command {
  /// True for a step along what is shown: at its end everybody sees why nothing moves.
  fileprivate var isStep: Bool {
    switch self {
    case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown: true
    default: false
    }
  }
}
