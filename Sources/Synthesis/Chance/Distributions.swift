/// Samplers on top of the uniform stream.
extension Chance {
  /// Standard normal, by Marsaglia's polar method; the second number of each pair is not kept, so that a stream's
  /// state is its generator's alone.
  mutating func normal() -> Double {
    while true {
      let x = between(-1, 1)
      let y = between(-1, 1)
      let square = x * x + y * y
      if square > 0 && square < 1 { return x * (-2 * PortableMath.log(square) / square).squareRoot() }
    }
  }

  /// Normal with this mean and standard deviation.
  mutating func normal(mean: Double, deviation: Double) -> Double { mean + deviation * normal() }

  /// Log-normal with this median; `spread` is the standard deviation of the logarithm.
  mutating func logNormal(median: Double, spread: Double) -> Double { median * PortableMath.exp(spread * normal()) }

  /// Exponential with this mean.
  mutating func exponential(mean: Double) -> Double { -mean * PortableMath.log(openUniform()) }

  /// Weibull with scale 1.
  mutating func weibull(shape: Double) -> Double { PortableMath.pow(-PortableMath.log(openUniform()), 1 / shape) }

  /// Gamma with scale 1, by Marsaglia and Tsang 2000.
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return gamma(shape: shape + 1) * PortableMath.pow(openUniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if PortableMath.log(openUniform()) < 0.5 * x * x + d - d * v + d * PortableMath.log(v) { return d * v }
    }
  }

  /// Beta, as a ratio of gammas.
  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(shape: a)
    return x / (x + gamma(shape: b))
  }

  /// Poisson, by Knuth's product of uniforms in portions that cannot underflow.
  mutating func poisson(mean: Double) -> Int {
    var rest = mean
    var count = 0
    while rest > 0 {
      let portion = min(rest, 30)
      rest -= portion
      let floor = PortableMath.exp(-portion)
      var product = openUniform()
      while product > floor {
        count += 1
        product *= openUniform()
      }
    }
    return count
  }

  /// An index with probability proportional to its weight; the last one if all weights are 0.
  mutating func index(weights: [Double]) -> Int {
    var sum = 0.0
    for weight in weights { sum += weight }
    var rest = uniform() * sum
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}
