import Alerts
import Foundation
import Market
import TestSupport
import Testing

@testable import Collector

@Suite("Alert history file")
struct AlertFileTests {
    private let folder: TemporaryFolder
    private var archive: String { folder.url.appendingPathComponent("history.sqlite").path }
    private var path: String { archive + ".alerts.jsonl" }

    init() throws { folder = try TemporaryFolder() }

    private func history() throws -> AlertHistory {
        var history = AlertHistory()
        history.rules = [
            ActiveRule(try AlertRule("enters top 100 of us top-free"), destinations: ["hooks.slack.com"]),
            ActiveRule(
                try AlertRule("source stale for 6h"),
                pending: [
                    Fixtures.chart("us"): Timestamp(seconds: 1_800_000_000),
                    Fixtures.chart("de"): Timestamp(seconds: 1_800_000_900),
                ]
            ),
            ActiveRule(
                try AlertRule("rank <= 3", of: .one(Fixtures.app("com.example.app"))),
                destinations: ["command x"]
            ),
        ]
        let scope = Scope(stores: [.appStore, .googlePlay], storefronts: [Fixtures.chart("us").storefront])
        let counter = Counter(app: Fixtures.app("7"), metric: .downloads, scope: scope, kind: .exact, source: "sales")
        let subjects: [AlertSubject] = [
            .rank(Fixtures.app("7"), Fixtures.chart("us")), .counter(counter), .source("appstore:us/top-free"),
        ]
        for (index, subject) in subjects.enumerated() {
            let alert = try AlertSamples.alert(index + 1, "Mint \u{202E}\"Weather\"\n日記", subject: subject)
            history.add(
                SentAlert(
                    alert,
                    rings: index == 0,
                    notifies: index == 1,
                    deliveries: [
                        AlertDelivery(to: "hooks.slack.com", .sent),
                        AlertDelivery(to: "command x", .failed("exit code 1: \u{1B}[0m")),
                    ]
                )
            )
        }
        return history
    }

    @Test("an alert history that is written to a file is read back unchanged")
    func roundTrip() throws {
        var file = AlertFile()
        let written = try history()
        let problem = file.write(written, of: archive)
        var other = AlertFile()
        let read = other.read(of: archive)
        #expect(problem == nil && read == written && other.problems.isEmpty)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 4 && lines[0].contains("\"version\":1"))
    }

    @Test("reading a missing alert file returns an empty history without an error")
    func missing() {
        var file = AlertFile()
        let history = file.read(of: archive)
        #expect(history == AlertHistory() && file.problems.isEmpty)
    }

    @Test(
        "a damaged line in an alert file is reported with its line number, and the other lines are read",
        arguments: [(0, "not JSON"), (2, "{\"number\":1"), (2, "{}"), (3, "\u{0}\u{1}"), (1, "[1,2]")]
    )
    func damage(line: Int, text: String) throws {
        var file = AlertFile()
        _ = file.write(try history(), of: archive)
        var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        lines[line] = text
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        var other = AlertFile()
        let read = other.read(of: archive)
        let problem = line == 0 ? "invalid alert rules; ignored" : "invalid alert; skipped"
        #expect(other.problems == ["\(path):\(line + 1): \(problem)"])
        #expect(read.alerts.count == (line == 0 ? 3 : 2) && read.rules.count == (line == 0 ? 0 : 3))
    }

    @Test("reading or writing an alert file reports an error if its path is a folder")
    func unreadable() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var file = AlertFile()
        let empty = file.read(of: archive)
        #expect(empty == AlertHistory())
        #expect(file.problems == ["\(path): is a folder, not a file; starting with an empty alert history"])
        let problem = file.write(try history(), of: archive)
        #expect(problem?.hasPrefix("\(path): can't write the alert history: ") == true)
    }

    @Test("an alert file of a newer format version is reported and neither read nor overwritten")
    func newer() throws {
        let text = "{\"version\":2,\"rules\":[]}\n{\"new\":true}\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        var file = AlertFile()
        let empty = file.read(of: archive)
        #expect(empty == AlertHistory())
        #expect(file.problems == ["\(path): written by a newer version of launchtop; alerts are not saved"])
        let problem = file.write(try history(), of: archive)
        #expect(problem == nil)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("reading an alert file skips rules that can't be parsed")
    func laterRules() throws {
        let text =
            "{\"version\":1,\"rules\":[{\"when\":\"reviews > 5\",\"app\":\"any\",\"destinations\":[]},"
            + "{\"when\":\"rank <= 1\",\"app\":\"any\",\"destinations\":[],\"later\":1}]}\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        var file = AlertFile()
        let read = file.read(of: archive)
        #expect(read.rules == [ActiveRule(try AlertRule("rank <= 1", of: .any))])
    }

    @Test("pending alert deliveries from an earlier run are marked as failed")
    func pending() throws {
        var history = AlertHistory()
        history.add(SentAlert(try AlertSamples.alert(5, "Mint"), deliveries: [AlertDelivery(to: "ntfy.sh")]))
        history.endPending()
        #expect(history.alerts[0].failures == ["ntfy.sh: launchtop exited before it was sent"])
        #expect(history.lastNumber == 5 && history.alerts(after: 4).count == 1 && history.alerts(after: 5).isEmpty)
    }
}
