/// The kind of argument a command takes in the palette.
enum CommandArgument: Hashable, Sendable {
    case chart, country, app, appName, watchedApp, launch, launches, time, speed, column, window, theme, zone, file,
        export,
        origin,
        text, launchTime, name

    /// An example of the argument for the help and the manual.
    var example: String {
        switch self {
        case .chart: "us top-paid games"
        case .country: "japan"
        case .app, .watchedApp, .launch: "sora"
        case .appName: "mint weather us,jp"
        case .launches: "sora chatgpt"
        case .time: "2025-10-03 14:00"
        case .speed: "3600"
        case .column: "move"
        case .window: "24h"
        case .theme: "light"
        case .zone: "Europe/Berlin"
        case .file: "page.svg"
        case .export: "csv page.csv"
        case .origin: "#1"
        case .text: "moved>5"
        case .launchTime: "2026-03-04 09:00"
        case .name: "Mint Weather"
        }
    }
}
