import Testing

/// The house rules are only as good as what looks for breaches of them.
@Suite("The scanner of these tests")
struct ScannerTests {
  @Test("comments and strings are no code, interpolations are")
  func masking() {
    let source = ##"""
      let a = "{ func no() \(call("}") + "{")" // {
      /* { /* { */ } */ let b = #"\("{") \#(x)"#
      let c = """
        { "quoted" } \(d)
        """
      e("\\")
      f()
      """##
    let code = SwiftText(source).lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      code == ["let a = (call( ) + )", "let b = (x)", "let c =", "(d)", "", "e( )", "f()"])
  }

  @Test("functions are measured from their name to their closing brace; requirements have no length")
  func lengths() {
    let source = """
      protocol P {
        func required(_ x: Int) -> Int
        init(y: Int)
        var z: Int { get }
      }
      struct S {
        init() {
          self.init(1)
        }
        func short() { }
        func long<T>(
          _ body: () -> Void = { }, list: [T]
        ) throws -> T where T: P {
          if true { { }() }
          let text = "}"
        }
      }
      """
    let found = FunctionLengths(SwiftText(source)).functions
    #expect(
      found == [
        .init(name: "init", line: 7, length: 3), .init(name: "short", line: 10, length: 1),
        .init(name: "long", line: 11, length: 6),
      ])
  }

  @Test("stored statics and globals are found, computed ones and members are not")
  func state() {
    let source = """
      var global = 1
      var computed: Int { 1 }
      let fine = 2
      struct S {
        var member = 1
        static var shared = S()
        static var made: S { S() }
        private static var typed: [Int]
        static let constant = 1
        func f() { var local = 1 }
        static var
          odd = 1
      }
      """
    #expect(MutableState(SwiftText(source)).lines == [1, 6, 8, 11])
  }
}
