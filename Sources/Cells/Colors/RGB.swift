/// Red, green and blue, 0 to 255.
public struct RGB: Hashable, Sendable {
  /// 0 to 255.
  public let red: Int
  /// 0 to 255.
  public let green: Int
  /// 0 to 255.
  public let blue: Int

  /// A colour of these parts.
  public init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour of these parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { self.init(Int(red), Int(green), Int(blue)) }

  /// 0 to 255 as the eye sees it.
  public var brightness: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

  /// How different two colours look: squares weighted by the mean red.
  public func distance(to other: RGB) -> Int {
    let mean = (red + other.red) / 2
    let (dr, dg, db) = (red - other.red, green - other.green, blue - other.blue)
    return (512 + mean) * dr * dr / 256 + 4 * dg * dg + (767 - mean) * db * db / 256
  }

  /// The colour a share of the way (0...1) to another.
  public func mixed(with other: RGB, _ share: Double) -> RGB {
    func part(_ from: Int, _ to: Int) -> Int { Int((Double(from) + Double(to - from) * share).rounded()) }
    return RGB(part(red, other.red), part(green, other.green), part(blue, other.blue))
  }

  /// `#rrggbb`.
  public var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// What xterm shows for the terminal's 16 colours, which users may have changed.
  public static let xterm: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
    RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// The nearest of xterm's 256: 16 to 255, of the colour cube and the greys; the first 16 are the user's own and may
  /// be anything.
  public var indexed: Int {
    func step(_ part: Int) -> Int { part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40 }
    let steps = (step(red), step(green), step(blue))
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = RGB(levels[steps.0], levels[steps.1], levels[steps.2])
    let greyStep = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let level = 8 + 10 * greyStep
    if RGB(level, level, level).distance(to: self) < cube.distance(to: self) { return 232 + greyStep }
    return 16 + 36 * steps.0 + 6 * steps.1 + steps.2
  }
}

extension Color {
  /// A colour of its own; parts beyond 0 to 255 are cut.
  public init(_ rgb: RGB) {
    func byte(_ part: Int) -> UInt8 { UInt8(max(0, min(255, part))) }
    self = .rgb(byte(rgb.red), byte(rgb.green), byte(rgb.blue))
  }

  /// What it looks like where nobody changed the terminal's 16 colours; nil for the terminal's own foreground and
  /// background, which may be anything.
  public var rgb: RGB? {
    switch self {
    case .standard: nil
    case .ansi(let index): RGB.xterm[Int(index) & 15]
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }
}
