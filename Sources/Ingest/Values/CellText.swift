/// A cell as it may be shown in a message: at most 40 characters, nothing that a terminal would obey.
public func cellText(_ bytes: Span<UInt8>) -> String {
  var kept: [UInt8] = []
  for index in 0..<min(bytes.count, 200) { kept.append(bytes[index]) }
  return safeText(String(decoding: kept, as: UTF8.self))
}

/// `text` with control, formatting and bidirectional characters replaced by `·`, cut to `limit` characters.
public func safeText(_ text: String, limit: Int = 40) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      safe.append("·")
    default: safe.append(scalar)
    }
  }
  let shown = String(safe)
  return shown.count > limit ? shown.prefix(limit - 1) + "…" : shown
}
