import Domain

/// Who there is. Users and accounts keep their deleted rows: old deals still need their names.
struct Directories {
  let users: RawTable
  let accounts: RawTable
  let people: People
  let accountNames: Accounts

  init(users: RawTable, accounts: RawTable) {
    self.users = users
    self.accounts = accounts
    people = People(users)
    accountNames = Accounts(accounts)
  }
}

/// The users table, as rows need it.
struct People {
  let directory: Directory
  let teams: TextColumn
  let regions: TextColumn
  /// Shown names of managers.
  let managers: [String]
  let isMachine: [Bool]

  init(_ users: RawTable) {
    directory = Directory(ids: users.texts("user_id"), names: users.texts("name"))
    teams = users.texts("team")
    regions = users.texts("region")
    let ids = users.texts("manager_id")
    managers = (0..<users.count).map { [directory] in directory.name(ids[$0]) }
    isMachine = users.flags("automatic").map { $0 == 1 }
  }

  /// True if this id or name is that of a user who is no human.
  func isMachine(_ text: String) -> Bool { directory.entry(text).map { isMachine[$0] } ?? false }
}

/// The accounts table, as rows need it.
struct Accounts {
  let directory: Directory
  let segments: TextColumn
  let regions: TextColumn
  let countries: TextColumn

  init(_ accounts: RawTable) {
    directory = Directory(ids: accounts.texts("account_id"), names: accounts.texts("name"))
    segments = accounts.texts("segment")
    regions = accounts.texts("region")
    countries = accounts.texts("country")
  }
}

/// Who is in charge of each row, and what follows from that.
struct Staff {
  var rep: Series<Code>
  var team: Series<Code>
  var region: Series<Code>
  var manager: Series<Code>

  /// Team and region of the row itself win over those of its rep.
  init(_ table: RawTable, _ people: People, names: inout DimensionNames) {
    let reps = table.names("rep")
    let users = reps.distinct.map { people.directory.entry($0) }
    func spread(_ dimension: Dimension, _ value: (Int) -> String) -> Series<Code> {
      reps.spread(users.map { user in user.map { names.code(value($0), dimension) } ?? 0 })
    }
    rep = reps.spread(reps.distinct.map { names.code(people.directory.name($0), .rep) })
    team = names.codes(table.names("team"), .team)
    region = names.codes(table.names("region"), .region)
    team = team.filled(from: spread(.team) { people.teams[$0] })
    region = region.filled(from: spread(.region) { people.regions[$0] })
    manager = spread(.manager) { people.managers[$0] }
  }
}
