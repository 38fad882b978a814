import Domain
import Foundation

/// Something made of a data set, such as prepared facts, kept in a file beside the store so that the next start finds
/// it. Safe to lose.
public struct Sidecar: Sendable {
  private let path: String?
  private let key: [UInt64]
  private let files: MappedFiles

  init(path: String?, key: [UInt64], files: MappedFiles) {
    self.path = path
    self.key = key
    self.files = files
  }

  /// Fills an empty value with the columns that were kept of one; they lie in the file, mapped into memory.
  /// - Returns: false if there is none that was made of exactly this; then the value is to be thrown away.
  public func read(into value: inout some SeriesVisitable) -> Bool {
    guard let path, let file = MappedFile.open(path, key: key) else { return false }
    files.note(file)
    return ColumnFile.fill(&value, from: file)
  }

  /// Keeps the columns of a value, and lets those of the file take their place in memory.
  /// - Returns: false if they could not be kept; the value is then as it was.
  @discardableResult
  public func write(_ value: inout some SeriesVisitable) -> Bool {
    guard let path, ColumnFile.write(value, to: path, key: key) else { return false }
    var kept = value
    guard read(into: &kept) else { return false }
    value = kept
    return true
  }

  /// Reads the file through and takes it away if it is damaged.
  /// - Returns: false if it was.
  public func verify() -> Bool {
    guard let path, let file = MappedFile.open(path, key: key), !file.isWhole() else { return true }
    unlink(path)
    return false
  }
}

extension Store {
  /// Where to keep something made of a data set. In memory nothing is kept.
  /// - Parameters:
  ///   - name: tells sidecars apart: letters, digits and hyphens.
  ///   - dataset: the key of the data set that it is made of, from ``opened(_:use:)``.
  ///   - key: what else it is made of, such as the profile, and the version of its own layout.
  public func sidecar(_ name: String, of dataset: DatasetKey, key: [UInt64] = []) -> Sidecar {
    let file = String(name.unicodeScalars.filter { CharacterSet.alphanumerics.contains($0) || $0 == "-" })
    let path = path.map { ColumnFile.path(ofStore: $0, sidecar: file) }
    return Sidecar(path: path, key: dataset.words + key, files: mappedFiles)
  }
}
