import Testing

@testable import Store

@Suite("Where things are kept")
struct CacheLocationTests {
  private let home = ["HOME": "/home/ann"]
  private let xdg = ["HOME": "/home/ann", "XDG_DATA_HOME": "/data/", "XDG_STATE_HOME": "/state"]

  @Test("the durable store lies in the data folder, what belongs to the user in the state folder")
  func durable() {
    #expect(
      CacheLocation.durable(environment: home)
        == CacheLocation(
          store: "/home/ann/.local/share/dealtop/store.sqlite", state: "/home/ann/.local/state/dealtop/store.sqlite"))
    #expect(
      CacheLocation.durable(environment: xdg)
        == CacheLocation(store: "/data/dealtop/store.sqlite", state: "/state/dealtop/store.sqlite"))
    #expect(CacheLocation.durable(file: "/x/my.sqlite", environment: xdg).store == "/x/my.sqlite")
  }

  @Test("a relative folder in the environment is ignored")
  func relative() {
    let location = CacheLocation.durable(environment: ["HOME": "/home/ann", "XDG_DATA_HOME": "data"])
    #expect(location.store == "/home/ann/.local/share/dealtop/store.sqlite")
  }

  @Test("opened paths share a cache whatever their order, and each set has its own")
  func opened() {
    let both = CacheLocation.opened(absolutePaths: ["/a", "/b/"], environment: xdg)
    #expect(both == CacheLocation.opened(absolutePaths: ["/b", "/a", "/a"], environment: xdg))
    #expect(both != CacheLocation.opened(absolutePaths: ["/a"], environment: xdg))
    #expect(
      CacheLocation.opened(absolutePaths: ["/ab", "/c"], environment: xdg)
        != CacheLocation.opened(absolutePaths: ["/a", "/bc"], environment: xdg))
    #expect(both.store.hasPrefix("/data/dealtop/cache/") && both.state.hasPrefix("/state/dealtop/"))
    #expect(both.store.split(separator: "/").last == both.state.split(separator: "/").last)
  }

  @Test("with a store file of its own the cache lies beside it")
  func besideStore() {
    let location = CacheLocation.opened(absolutePaths: ["/a"], storeFile: "/x/my.sqlite", environment: xdg)
    #expect(location.store.hasPrefix("/x/cache/"))
  }

  @Test("the key never changes between versions and machines")
  func stable() {
    #expect(StableHash.hex([]) == "cbf29ce484222325")
    #expect(
      CacheLocation.opened(absolutePaths: ["/data"], environment: xdg).store
        == "/data/dealtop/cache/a83c3d1576f71dd3.sqlite")
  }
}
