// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "launchtop",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "launchtop", targets: ["launchtop"]),
        .executable(name: "launchtop-bench", targets: ["launchtop-bench"]),
        // Loaded into launchtop by tests that shift the clock.
        .library(name: "clock-shim", type: .dynamic, targets: ["CClockShim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // Leaf modules without dependencies.
        .target(name: "Market"),
        .target(name: "TimeSeries"),
        .target(name: "Canvas"),
        .target(name: "MCP"),

        // Logic without input and output.
        .target(name: "History", dependencies: ["Market", "TimeSeries"]),
        .target(name: "Growth", dependencies: ["Market", "TimeSeries"]),
        .target(name: "Alerts", dependencies: ["History", "Market", "TimeSeries"]),
        .target(name: "Simulation", dependencies: ["Market"]),
        .target(name: "Dashboard", dependencies: ["Alerts", "Canvas", "Growth", "History", "Market", "TimeSeries"]),

        // Input and output.
        // On Linux, libcurl and libarchive are loaded when they are first used.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl", .when(platforms: [.macOS]))]),
        .target(
            name: "CArchives",
            linkerSettings: [.linkedLibrary("archive", .when(platforms: [.macOS])), .linkedLibrary("z")]
        ),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "Input", dependencies: ["Market"]),
        .target(name: "TOML", dependencies: ["Input", "Market", .product(name: "TOMLKit", package: "TOMLKit")]),
        .target(name: "Formats", dependencies: ["CArchives", "CExpat", "CSimdjson", "Input", "Market", "TOML"]),
        .target(name: "Transport", dependencies: ["CCurl", "Input", "Market"]),
        .target(
            name: "AppStoreConnect",
            dependencies: ["Formats", "Input", "Market", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(name: "Launches", dependencies: ["Input", "Market", "TOML"]),
        // Settings contain alert rules and sources, which are named as on the command line.
        .target(name: "Settings", dependencies: ["Alerts", "Formats", "Input", "Market", "TOML"]),
        .target(
            name: "Archive",
            dependencies: ["Input", "Market", "TimeSeries", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        .target(
            name: "ClickHouse",
            dependencies: ["Archive", "Input", "Market", "TimeSeries", "Transport"]
        ),
        .target(
            name: "Collector",
            dependencies: [
                // Canvas has `DisplayText`, which sanitizes log lines, because they are read in terminals.
                "Alerts", "AppStoreConnect", "Archive", "Canvas", "ClickHouse", "Formats", "History", "Input",
                "Market", "Settings",
                "TimeSeries", "Transport", .product(name: "FlyingFox", package: "FlyingFox"),
            ]
        ),
        .target(
            name: "CNcurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]
        ),
        .target(name: "Ncurses", dependencies: ["Canvas", "CNcurses"]),

        // The implementation of commands.
        .target(
            name: "Setup",
            dependencies: [
                "Alerts", "Archive", "Canvas", "ClickHouse", "Collector", "Dashboard", "Formats", "History", "Input",
                "Launches", "Market", "Settings", "Simulation", "TimeSeries", "Transport",
            ]
        ),
        .target(
            name: "Session",
            dependencies: [
                "Alerts", "Canvas", "Collector", "Dashboard", "History", "Input", "Launches", "Market",
                "Ncurses", "Settings", "Setup", "Transport",
            ]
        ),
        .target(
            name: "Doctor",
            dependencies: [
                "Alerts", "Archive", "Canvas", "Collector", "Dashboard", "Formats", "History", "Input", "Market",
                "Ncurses", "Settings", "Setup", "TimeSeries",
            ]
        ),

        // The executable.
        .executableTarget(
            name: "launchtop",
            dependencies: [
                "Alerts", "Archive", "Canvas", "ClickHouse", "Collector", "Dashboard", "Doctor", "Formats", "History",
                "Input", "Launches", "MCP", "Market", "Session", "Settings", "Setup", "Simulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "launchtop-bench",
            dependencies: [
                "Archive", "Canvas", "ClickHouse", "Collector", "Dashboard", "Formats", "Growth", "History", "Input",
                "Launches", "Market", "Ncurses", "Settings", "Simulation", "TestSupport", "TimeSeries", "Transport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),

        // Tests.
        .target(
            name: "CPseudoTerminal",
            path: "Tests/CPseudoTerminal",
            linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]
        ),
        .target(name: "CClockShim", path: "Tests/ClockShim"),
        .target(
            name: "TestSupport",
            dependencies: [
                "AppStoreConnect", "Archive", "CPseudoTerminal", "Canvas", "Collector", "Dashboard", "Formats",
                "Growth", "History", "Input", "Launches", "Market", "Simulation", "TimeSeries", "Transport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            path: "Tests/TestSupport"
        ),
        .executableTarget(name: "batch-writer", dependencies: ["Archive", "TestSupport"], path: "Tests/BatchWriter"),
        .executableTarget(name: "terminal-guest", dependencies: ["Canvas", "Ncurses"], path: "Tests/TerminalGuest"),
        .testTarget(name: "MCPTests", dependencies: ["MCP"]),
        .testTarget(name: "MarketTests", dependencies: ["Market", "TestSupport"]),
        .testTarget(name: "TimeSeriesTests", dependencies: ["TimeSeries", "TestSupport"]),
        .testTarget(
            name: "ArchiveTests",
            dependencies: [
                "Archive", "History", "Market", "TestSupport", "TimeSeries", "batch-writer",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Archives", "Goldens"]
        ),
        .testTarget(
            name: "ClickHouseTests",
            dependencies: [
                "Archive", "ClickHouse", "Input", "Market", "TestSupport", "TimeSeries", "Transport",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]
        ),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas", "TestSupport"], exclude: ["Goldens"]),
        .testTarget(name: "HistoryTests", dependencies: ["History", "Market", "TestSupport", "TimeSeries"]),
        .testTarget(
            name: "AlertsTests",
            dependencies: ["Alerts", "History", "Market", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(name: "GrowthTests", dependencies: ["Growth", "Market", "TestSupport", "TimeSeries"]),
        .testTarget(
            name: "AppStoreConnectTests",
            dependencies: [
                "AppStoreConnect", "Input", "Market", "Settings", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .testTarget(name: "TOMLTests", dependencies: ["Input", "TOML", "TestSupport"]),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Formats", "History", "Input", "Market", "Simulation", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "TransportTests",
            dependencies: [
                // The golden table of errors includes the errors of sources.
                "Collector", "Formats", "Input", "Market", "TestSupport", "Transport",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "LaunchesTests",
            dependencies: ["Input", "Launches", "Market", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "SettingsTests",
            dependencies: ["Alerts", "Formats", "Input", "Market", "Settings", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "CollectorTests",
            dependencies: [
                "Alerts", "AppStoreConnect", "Archive", "ClickHouse", "Collector", "Formats", "History", "Input",
                "Market", "Settings",
                "Simulation", "TestSupport", "TimeSeries", "Transport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "DashboardTests",
            dependencies: [
                "Alerts", "Canvas", "Dashboard", "Growth", "History", "Market", "TestSupport", "TimeSeries",
            ],
            exclude: ["Goldens"]
        ),
        .testTarget(name: "NcursesTests", dependencies: ["Ncurses"]),
        .testTarget(
            name: "SetupTests",
            dependencies: ["Dashboard", "Market", "Setup", "TestSupport", "Transport"]
        ),
        .testTarget(
            name: "SessionTests",
            dependencies: ["Canvas", "Collector", "Dashboard", "Market", "Session", "Settings", "Setup", "TestSupport"]
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "Archive", "Canvas", "Dashboard", "Market", "Setup", "launchtop", "terminal-guest", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            exclude: ["Goldens"]
        ),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets {
    var settings = target.swiftSettings ?? []
    settings += [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    let isC = ["CArchives", "CClockShim", "CCurl", "CExpat", "CNcurses", "CPseudoTerminal", "CSimdjson"].contains(
        target.name
    )
    // Tests spend most of their time in these modules.
    if ["Canvas", "Growth", "History", "Market", "Simulation", "TimeSeries"].contains(target.name) {
        settings.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
    target.swiftSettings = isC ? nil : settings
}
