/// Where corrections that the user makes on screen are kept.
public enum CorrectionPlace: Sendable, Equatable {
  /// `dealtop.yaml` in this folder, beside the data.
  case folder(String)
  /// In the store, beside the rows.
  case store
  /// Only until the program ends.
  case memory

  /// What to tell the user.
  var told: String {
    switch self {
    case .folder(let folder): RuntimeWords.kept(inFolder: folder)
    case .store: RuntimeWords.keptInStore
    case .memory: RuntimeWords.keptUntilLeaving
    }
  }
}
