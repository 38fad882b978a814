import Cells
import TestKit
import Testing

/// Screens with their looks in little room: the text, below it for each row which look its cells have, run by run, and
/// what the looks are in each theme.
enum StyledGolden {
  /// Compares drawings of one screen in several themes with the kept file; they differ in nothing but their looks.
  static func expect(_ canvases: [(theme: String, canvas: Canvas)], _ name: String, file: String = #filePath) {
    Golden.expect(text(canvases), "screens/\(name)", file: file.replacing("/Support/", with: "/"))
  }

  static func text(_ canvases: [(theme: String, canvas: Canvas)]) -> String {
    guard let first = canvases.first?.canvas else { return "" }
    var letters: [[Style]: Character] = [:]
    var legend: [String] = []
    let rows = (0..<first.size.height).map { y in
      runs(canvases.map(\.canvas), y).map { styles, count in
        if letters[styles] == nil {
          letters[styles] = names[min(letters.count, names.count - 1)]
          let looks = zip(canvases, styles).map { "\($0.0.theme): \($0.1.summary)" }
          legend.append("\(letters[styles] ?? "?")  \(looks.joined(separator: "   "))")
        }
        return "\(letters[styles] ?? "?")\(count)"
      }.joined(separator: " ")
    }
    return ([first.text, "", "looks"] + rows + ["", "legend"] + legend).joined(separator: "\n")
  }

  private static let names = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!?")

  /// Runs of cells of a row that look alike in every theme.
  private static func runs(_ canvases: [Canvas], _ y: Int) -> [([Style], Int)] {
    var runs: [([Style], Int)] = []
    for x in 0..<(canvases.first?.size.width ?? 0) {
      let styles = canvases.map { $0[x, y].style }
      if let last = runs.indices.last, runs[last].0 == styles {
        runs[last].1 += 1
      } else {
        runs.append((styles, 1))
      }
    }
    return runs
  }
}
