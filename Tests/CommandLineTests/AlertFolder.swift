import Foundation
import Market
import TestSupport

/// A folder with snapshots, settings and an archive for tests of alerts.
struct AlertFolder {
    let home: TemporaryFolder
    var charts: URL { home.url.appendingPathComponent("charts") }
    var settings: URL { home.url.appendingPathComponent("settings.toml") }
    var archive: String { home.url.appendingPathComponent("history.sqlite").path }
    /// The time at which the test started. Snapshots are dated later, so that alerts don't ignore them as history.
    let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970))

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(at: charts, withIntermediateDirectories: true)
    }

    /// The name of app 2, which contains a command that a shell would execute.
    static let name = "-The $(id) 2 app"

    /// Writes a snapshot of the US top free chart, observed a number of minutes after ``start``.
    func write(_ ids: [String], _ minutes: Int64) throws {
        let time = (start + minutes * 60).iso8601
        let rows = ids.enumerated().map { "\(time),appstore,us,top-free,,\($0 + 1),\($1),-The $(id) \($1) app,Maker" }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: charts.appendingPathComponent("\(minutes).csv"), options: .atomic)
    }

    /// Writes a config file with the folder as a source and these alert rules.
    func set(_ alerts: String...) throws {
        let tables = alerts.map { "[[alert]]\n\($0)\n" }.joined()
        let text = "[[source]]\nfrom = \"\(charts.path)\"\n\(tables)"
        try Data(text.utf8).write(to: settings, options: .atomic)
    }

    func record() throws -> RunningProgram {
        try RunningProgram(["record", "--config", settings.path, "--archive", archive], in: home.url)
    }

    /// Environment variables that keep the program from reading the user's own files.
    var environment: [String: String] {
        [
            "XDG_DATA_HOME": home.url.path, "XDG_CONFIG_HOME": home.url.path, "XDG_STATE_HOME": home.url.path,
            "TERM": "xterm-256color", "TERM_PROGRAM": "", "TMUX": "",
        ]
    }
}
