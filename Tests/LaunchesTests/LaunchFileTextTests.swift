import Foundation
import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Writing launch files")
struct LaunchFileTextTests {
    private static let launches =
        LaunchLibrary.read(folder: Fixtures.repository.appendingPathComponent("Data/launches")).launches

    @Test("every bundled launch is valid and unchanged after it is written and read back", arguments: launches)
    func roundTrip(launch: Launch) throws {
        let text = LaunchFile.text(of: launch)
        let reading = LaunchFile.read(text, origin: launch.id, checkedOn: Fixtures.day("2026-12-31"))
        #expect(reading.launch == launch, "\(reading.errors.map(\.description))")
    }

    @Test("a launch with special characters is unchanged after it is written and read back")
    func escapes() throws {
        var launch = try Fixtures.launch("sora")
        launch.name = "A \"quoted\" \\ name\nof\ttwo lines \u{1B}[31m \u{7F} “☃”"
        launch.missing = ["#\"''']] = {", ""]
        #expect(LaunchFile.read(LaunchFile.text(of: launch), origin: "x", checkedOn: nil).launch == launch)
    }

    @Test("a launch file template is a valid launch without figures, events or delistings")
    func template() throws {
        var launch = try Fixtures.launch("sora")
        launch.observations = []
        launch.events = []
        launch.delistings = []
        let text = LaunchFile.template(of: launch)
        #expect(LaunchFile.read(text, origin: "x", checkedOn: Fixtures.day("2026-12-31")).launch == launch)
    }

    @Test("a launch file template has two figures and an event when its examples are uncommented")
    func uncommented() throws {
        let launch = try Fixtures.launch("grok")
        let text = LaunchFile.template(of: launch)
        let keys = /^# (\[|[a-z]+ = )/
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.firstMatch(of: keys) == nil ? String(line) : String(line.dropFirst(2))
        }
        let reading = LaunchFile.read(
            lines.joined(separator: "\n"),
            origin: "x",
            checkedOn: Fixtures.day("2026-12-31")
        )
        #expect(reading.launch?.observations.count == 2, "\(reading.errors.map(\.description))")
        #expect(reading.launch?.events.count == 1)
    }
}
