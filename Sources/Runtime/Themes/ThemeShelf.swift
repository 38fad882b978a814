import Cells
import Dashboard
import Settings
import Synchronization

/// Themes as they were last read well: a file that was just broken does not take its theme off the screen.
public final class ThemeShelf: Sendable {
  private struct State {
    var themes: [Theme] = []
    var issues: [SettingsIssue] = []
  }

  private let library: ThemeLibrary
  private let state = Mutex(State())

  /// Themes of a library, of which one was read already.
  public init(_ library: ThemeLibrary, showing theme: Theme) {
    self.library = library
    state.withLock { $0.themes = [theme] }
  }

  /// Reads all files anew.
  /// - Returns: the themes, with the one before in place of one that is wrong now, and what is wrong since the last time.
  public func read() -> (themes: [Theme], news: [SettingsIssue]) {
    let loaded = library.load()
    return state.withLock { state in
      let old = Dictionary(state.themes.map { ($0.name, $0) }) { first, _ in first }
      let news = loaded.issues.filter { $0.severity == .error && !state.issues.contains($0) }
      let themes = loaded.themes.map { theme in
        let isWrong = loaded.issues(of: theme.name).contains { $0.severity == .error }
        return isWrong ? old[theme.name] ?? theme : theme
      }
      state = State(themes: themes, issues: loaded.issues)
      return (themes, news)
    }
  }

  /// Posts the themes whenever a file changes, as long as what comes back is kept.
  public func follow(_ mailbox: Mailbox) -> FolderWatch? {
    FolderWatch(library.places) { [self] in
      let (themes, news) = read()
      mailbox.post(.themes(themes))
      if let problem = news.first { mailbox.post(.refused(problem.description)) }
    }
  }
}
