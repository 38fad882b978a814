import Domain
import Ingest

/// A batch must be well formed before any of it is written: a source that gets this wrong is at fault, not its rows.
enum BatchCheck {
  static func check(_ batch: Batch) throws(StoreError) {
    for (name, column) in batch.columns {
      guard let field = FieldCatalog.field(batch.kind, name) else { throw fault(batch, "knows no field \(name)") }
      guard type(of: column) == field.type else { throw fault(batch, "has values of another type in \(name)") }
      guard count(of: column) == batch.count else { throw fault(batch, "has too few or too many values in \(name)") }
    }
    for (name, column) in batch.extras where column.count != batch.count {
      throw fault(batch, "has too few or too many values in the column \(name)")
    }
    guard batch.lines.isEmpty || batch.lines.count == batch.count else { throw fault(batch, "has a wrong line count") }
  }

  private static func fault(_ batch: Batch, _ what: String) -> StoreError {
    StoreError(
      "the \(batch.kind.rawValue) read from \(batch.origin) cannot be kept: the batch \(what)",
      hint: "this is a fault of the program: please report it", place: batch.origin)
  }

  private static func type(of column: Column) -> FieldType {
    switch column {
    case .text: .text
    case .instants: .instant
    case .amounts: .amount
    case .numbers: .number
    case .flags: .flag
    }
  }

  private static func count(of column: Column) -> Int {
    switch column {
    case .text(let values): values.count
    case .instants(let values): values.count
    case .amounts(let values): values.count
    case .numbers(let values): values.count
    case .flags(let values): values.count
    }
  }
}
