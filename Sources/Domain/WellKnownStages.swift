/// Names by which sales systems call the ends of an opportunity's way, for data that nobody configured.
///
/// Only letters count, ignoring case: `Closed Won`, `closed_won` and `7 - Closed Won (100%)` are the same name.
public enum WellKnownStages {
  /// How an opportunity in a stage of this name ended; nil if the name says nothing about an end.
  public static func outcome(ofStage name: String) -> Outcome? {
    let key = normalized(name)
    if won.contains(key) { return .won }
    return lost.contains(key) ? .lost : nil
  }

  /// What a status such as `Won`, `lost` or `In progress` says; nil if the word is not known.
  public static func outcome(ofStatus text: String) -> Outcome? {
    if let ended = outcome(ofStage: text) { return ended }
    return open.contains(normalized(text)) ? .open : nil
  }

  /// The letters of a name in lower case.
  public static func normalized(_ name: String) -> String {
    String(String.UnicodeScalarView(name.lowercased().unicodeScalars.filter(\.properties.isAlphabetic)))
  }

  private static let won: Set<String> = [
    "won", "closedwon", "closewon", "dealwon", "wonclosed", "gewonnen", "abgeschlossengewonnen",
    "geschlossengewonnen", "abschlussgewonnen", "gagné", "gagnée", "gagne", "ferméegagnée", "conclugagné", "ganado",
    "ganada", "cerradaganada", "cerradoganado", "vinto", "vinta", "chiusovinto", "ganho", "ganha", "fechadoganho",
    "vunnen", "vunnet", "vundet", "wygrana", "wygrane", "voitettu",
  ]
  private static let lost: Set<String> = [
    "lost", "closedlost", "closelost", "deallost", "lostclosed", "verloren", "abgeschlossenverloren",
    "geschlossenverloren", "abschlussverloren", "perdu", "perdue", "ferméeperdue", "perdido", "perdida",
    "cerradaperdida", "cerradoperdido", "perso", "persa", "chiusoperso", "fechadoperdido", "förlorad", "tapt", "tabt",
    "przegrana", "przegrane", "hävitty",
  ]
  private static let open: Set<String> = [
    "open", "opened", "inprogress", "ongoing", "active", "pending", "working", "offen", "inbearbeitung", "laufend",
    "ouvert", "ouverte", "encours", "abierto", "abierta", "aperto", "aperta", "aberto", "aberta", "öppen", "otwarta",
  ]
}
