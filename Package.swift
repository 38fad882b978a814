// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in our own code; dependencies keep their own settings.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// One of our libraries under `Sources/`.
func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of one target, under `Tests/<Name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestKit"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "dealtop",
  products: [.executable(name: "dealtop", targets: ["dealtop"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CNCurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CTerminal"),
    library("Domain", []),
    library("World", ["Domain"]),
    library("MetricEngine", ["Domain"]),
    library("AlertEngine", ["Domain"]),
    library("Ingest", ["Domain", "World"]),
    library("SourceCSV", ["Ingest", "Domain", "World"]),
    library("Synthesis", ["Ingest", "Domain", "World"]),
    library("Store", ["Domain", "AlertEngine", "Ingest", "World", grdb]),
    library("Cells", []),
    library("MetricScripts", ["Domain"]),
    library("Dashboard", ["Domain", "MetricEngine", "AlertEngine", "Cells"]),
    library(
      "Settings", ["Domain", "Ingest", "MetricEngine", "AlertEngine", "Cells", yams],
      resources: [.copy("../../themes")]),
    library("Reporting", ["Domain", "MetricEngine", "AlertEngine", "Dashboard"]),
    library("Notifiers", ["AlertEngine"]),
    library("NcursesTerminal", ["Cells", "World", "CNCurses", "CTerminal"]),
    library(
      "Runtime",
      [
        "Domain", "World", "Ingest", "Store", "MetricEngine", "AlertEngine", "Notifiers", "Cells", "Dashboard",
        "Reporting", "Settings", logging,
      ]),
    .executableTarget(
      name: "dealtop",
      dependencies: [
        "Domain", "World", "Ingest", "SourceCSV", "Synthesis", "Store", "MetricEngine", "AlertEngine", "Cells",
        "Dashboard", "Settings", "Reporting", "Notifiers", "NcursesTerminal", "Runtime", "MetricScripts", "CMalloc",
        arguments, logging,
      ],
      path: "Sources/App", swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Domain", "World", "Ingest", "MetricEngine", "AlertEngine", "Settings", "SourceCSV", "Store", "Synthesis",
        "Dashboard", "Reporting", "Runtime", arguments,
      ],
      path: "Sources/Benchmarks", swiftSettings: strict),
    .target(
      name: "TestKit",
      dependencies: ["Domain", "World", "Ingest", "MetricEngine", "AlertEngine", "Cells", "Dashboard"],
      path: "Tests/TestKit", swiftSettings: strict),
    tests("Domain", ["Domain"]),
    tests("World", ["World", "Domain"]),
    tests("Reporting", ["Reporting", "Runtime", "Dashboard", "MetricEngine", "AlertEngine", "Domain"]),
    tests(
      "Runtime",
      [
        "Runtime", "Store", "Ingest", "Settings", "Dashboard", "MetricEngine", "AlertEngine", "Notifiers", "Cells",
        "World", "Domain", logging,
      ]),
    tests("MetricEngine", ["MetricEngine", "Domain"]),
    tests("AlertEngine", ["AlertEngine", "Domain"]),
    tests("Notifiers", ["Notifiers", "AlertEngine"]),
    tests("Ingest", ["Ingest", "Domain"]),
    tests("SourceCSV", ["SourceCSV", "Ingest", "Domain"]),
    tests("Synthesis", ["Synthesis", "Ingest", "Settings", "Domain"]),
    tests("Store", ["Store", "AlertEngine", "Ingest", "Domain"]),
    tests("Cells", ["Cells"]),
    tests("MetricScripts", ["MetricScripts"]),
    tests(
      "Dashboard", ["Dashboard", "MetricEngine", "AlertEngine", "Settings", "Cells", "Domain"], exclude: ["Snapshots"]),
    tests("Settings", ["Settings", "Ingest", "AlertEngine", "Cells", "Domain"]),
    tests("NcursesTerminal", ["NcursesTerminal", "Cells"]),
    .testTarget(name: "HouseTests", dependencies: ["TestKit", "Settings", "Cells"], swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["TestKit", "dealtop"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6])
