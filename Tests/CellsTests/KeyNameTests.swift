import Cells
import Testing

@Suite("Names of keys")
struct KeyNameTests {
  @Test(
    "what a screen calls a key is how settings name it",
    arguments: [
      .character("!"), .character(" "), .character("ä"), .control("p"), .function(5), .enter, .escape, .tab, .backTab,
      .pageUp, .home, .left, .delete,
    ] as [Key])
  func roundTrip(_ key: Key) { #expect(Key(name: key.name) == key) }

  @Test("letters of a name may be large or small, a sign alone is what it is")
  func cases() {
    #expect(Key(name: "CTRL-p") == .control("p"))
    #expect(Key(name: "pgdn") == .pageDown)
    #expect(Key(name: "f12") == .function(12))
    #expect(Key(name: "f") == .character("f"))
    #expect(Key(name: "W") == .character("W"))
  }

  @Test(
    "what no terminal can tell apart, or what is no key, has no name",
    arguments: ["", "Ctrl-I", "Ctrl-M", "Ctrl-H", "Ctrl-1", "F0", "F13", "Hyper-X", "ab", "\u{1B}", "\u{9B}"])
  func refused(_ name: String) { #expect(Key(name: name) == nil) }
}
