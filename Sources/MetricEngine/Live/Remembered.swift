/// What was last made of something, kept while it is asked for the same: for what costs more than comparing.
struct Remembered<Input: Equatable & Sendable, Output: Sendable>: Sendable {
  private var known: (input: Input, output: Output)?

  /// Nothing yet.
  init() {}

  /// What `make` makes of the input.
  mutating func value(_ input: Input, _ make: (Input) -> Output) -> Output {
    if let known, known.input == input { return known.output }
    let output = make(input)
    known = (input, output)
    return output
  }
}
