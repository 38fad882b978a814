import Domain

extension Series {
  /// The rows in another order: first row `order[0]`, then `order[1]`.
  func gathered(_ order: Series<Int32>) -> Series {
    gathered(order) { $0 }
  }

  /// The rows in another order, each put through `transform`.
  func gathered<Value: BitwiseCopyable & Sendable>(
    _ order: Series<Int32>, _ transform: (Element) -> Value
  ) -> Series<Value> {
    Series<Value>(count: order.count) { target in
      withUnsafeBufferPointer { values in
        order.withUnsafeBufferPointer { order in
          Parallel.halves(of: order.count) { part in
            for row in part { target.initializeElement(at: row, to: transform(values[Int(order[row])])) }
          }
        }
      }
    }
  }
}

extension TextColumn {
  /// The strings in another order: first string `order[0]`, then `order[1]`.
  func gathered(_ order: Series<Int32>) -> TextColumn {
    var size: UInt32 = 0
    let ends = Series<UInt32>(count: order.count) { target in
      for row in order.indices {
        size += UInt32(range(Int(order[row])).count)
        target.initializeElement(at: row, to: size)
      }
    }
    let gathered = Series<UInt8>(count: Int(size)) { target in
      bytes.withUnsafeBufferPointer { bytes in
        Parallel.halves(of: order.count) { part in
          var next = part.lowerBound == 0 ? 0 : Int(ends[part.lowerBound - 1])
          for row in part {
            let text = range(Int(order[row]))
            for byte in text {
              target.initializeElement(at: next, to: bytes[byte])
              next += 1
            }
          }
        }
      }
    }
    return TextColumn(bytes: gathered, ends: ends)
  }
}

extension RawColumn {
  func gathered(_ order: Series<Int32>) -> RawColumn {
    switch self {
    case .text(let values): .text(values.gathered(order))
    case .names(let values): .names(RawNames(distinct: values.distinct, codes: values.codes.gathered(order)))
    case .rows(let values): .rows(values.gathered(order))
    case .instants(let values): .instants(values.gathered(order))
    case .amounts(let values): .amounts(values.gathered(order))
    case .numbers(let values): .numbers(values.gathered(order))
    case .flags(let values): .flags(values.gathered(order))
    }
  }
}
