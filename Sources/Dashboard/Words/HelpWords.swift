/// What the help screen says beside the words of the commands.
enum HelpWords {
  static let noSuchKey = "no key does that"
  static let searchHint = "a key, or what it should do"
}
