/// Sorts waits by counting them: the short ones, of which there are many and many alike, in a bin for each second, the
/// few long ones by digits. Takes a step or two a wait, where sorting all of them would take a dozen.
enum WaitBins {
  /// Bins in all: as many as stay in fast memory.
  private static let most = 1 << 18
  /// Bins of a code: hardly an answer takes 18 hours.
  private static let widest = 1 << 16
  /// Bins for each wait: to look through more of them takes longer than to sort what has none.
  private static let mostByWait = 8

  /// The ends of waits in order, together and by code.
  /// - Parameters:
  ///   - codes: how many codes there are; with one, `whole` is all there is to know.
  ///   - most: no more waits than this are added.
  ///   - fill: adds each wait, in any order.
  @inline(__always)
  static func sorted(codes: Int, most count: Int, _ fill: (inout Filler) -> Void) -> CodedWaits {
    let width = min(widest, min(most, count * mostByWait) / max(1, codes))
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width * codes + 1) { bins in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count + 1) { long in
        bins.initialize(repeating: 0)
        var filler = Filler(bins: bins, long: long, width: width, spare: width * codes)
        fill(&filler)
        return filler.waits(codes)
      }
    }
  }

  /// Takes waits one by one.
  struct Filler {
    fileprivate let bins: UnsafeMutableBufferPointer<UInt32>
    fileprivate let long: UnsafeMutableBufferPointer<UInt64>
    /// Seconds that have a bin, for each code.
    fileprivate let width: Int
    /// The bin for what does not count.
    fileprivate let spare: Int
    private var longCount = 0

    fileprivate init(
      bins: UnsafeMutableBufferPointer<UInt32>, long: UnsafeMutableBufferPointer<UInt64>, width: Int, spare: Int
    ) {
      (self.bins, self.long, self.width, self.spare) = (bins, long, width, spare)
    }

    /// Adds a wait if `counts` is 1, not if it is 0; without a branch, as nobody can guess which do.
    @inline(__always)
    mutating func add(_ seconds: Int32, _ code: Int, if counts: UInt8) {
      let isShort = Int(truncatingIfNeeded: counts) & Int(truncatingIfNeeded: (Int64(seconds) &- Int64(width)) >> 63)
      bins[spare &+ (code &* width &+ Int(seconds) &- spare) & (0 &- isShort)] &+= 1
      long[longCount] = WaitKey.key(seconds, code)
      longCount &+= Int(truncatingIfNeeded: counts) & ~isShort
    }

    fileprivate func waits(_ codes: Int) -> CodedWaits {
      let rest = KeyedSort.ascending(Array(long[..<longCount]))
      var waits = CodedWaits()
      if codes == 1 {
        waits.whole = Self.counted(UnsafeBufferPointer(rebasing: bins[..<width]))
      } else {
        waits.parts = (0..<codes).map {
          Self.counted(UnsafeBufferPointer(rebasing: bins[$0 * width..<($0 + 1) * width]))
        }
        addUp(codes)
        waits.whole = Self.counted(UnsafeBufferPointer(rebasing: bins[..<width]))
      }
      for key in rest {
        waits.whole.append(WaitKey.seconds(key))
        if codes > 1 { waits.parts[WaitKey.code(key)].append(WaitKey.seconds(key)) }
      }
      if codes == 1 { waits.parts = [waits.whole] }
      return waits
    }

    /// Adds the bins of the other codes to those of the first.
    private func addUp(_ codes: Int) {
      for code in 1..<max(1, codes) {
        for second in 0..<width { bins[second] &+= bins[code * width + second] }
      }
    }

    /// The seconds that occur, with how often they and those before do.
    private static func counted(_ bins: UnsafeBufferPointer<UInt32>) -> ResponseWaits {
      var through: [Int32] = []
      let times = [Int32](unsafeUninitializedCapacity: bins.count + 1) { times, timeCount in
        through = [Int32](unsafeUninitializedCapacity: bins.count + 1) { through, count in
          var (sum, next) = (UInt32(0), 0)
          for (second, bin) in bins.enumerated() {
            sum &+= bin
            times[next] = Int32(truncatingIfNeeded: second)
            through[next] = Int32(truncatingIfNeeded: sum)
            next &+= bin > 0 ? 1 : 0
          }
          (count, timeCount) = (next, next)
        }
      }
      return ResponseWaits(times: times, through: through)
    }
  }
}

/// A wait in the upper half of a number, what belongs to it in the lower.
enum WaitKey {
  @inline(__always) static func key(_ seconds: Int32, _ code: Int) -> UInt64 {
    UInt64(UInt32(bitPattern: seconds)) << 32 | UInt64(UInt32(truncatingIfNeeded: code))
  }

  /// Waits beyond 68 years count as 68 years, those below zero as none.
  @inline(__always) static func key(_ seconds: Int64, _ code: Int32) -> UInt64 {
    key(Int32(clamping: max(0, seconds)), Int(code))
  }

  @inline(__always) static func seconds(_ key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key >> 32) }
  @inline(__always) static func code(_ key: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: key)) }
}
