import Canvas
import Collector
import Dashboard
import Market
import Settings
import Setup
import TestSupport
import Testing

@testable import Session

@Suite("Settings of a running dashboard")
struct LiveSettingsTests {
    private func state() throws -> DashboardState {
        try Dashboards.sora(at: "2025-10-04", size: Size(columns: 80, rows: 24))
    }

    /// A change to the settings, with command-line options and the expected result.
    struct Case: Sendable, CustomStringConvertible {
        var setup = Setup()
        var change: @Sendable (inout Configuration) -> Void
        var theme = "auto"
        var zone = "UTC"
        var reducesMotion = false
        var outcome: LiveSettings.Outcome
        var description: String { "\(setup.theme ?? "") \(setup.zoneName ?? "") \(outcome.notice ?? "")" }
    }

    private static func setup(_ change: (inout Setup) -> Void) -> Setup {
        var setup = Setup()
        change(&setup)
        return setup
    }

    private static let cases: [Case] = [
        Case(
            change: { $0.display.theme = "light" },
            theme: "light",
            outcome: .init(notice: "config.toml reloaded: [display] theme")
        ),
        Case(
            setup: setup { $0.theme = "dark" },
            change: { $0.display.theme = "light" },
            outcome: .init(notice: "config.toml reloaded: [display] theme")
        ),
        Case(
            change: { $0.display.zone = "Europe/Berlin" },
            zone: "Europe/Berlin",
            outcome: .init(notice: "config.toml reloaded: [display] zone")
        ),
        Case(
            setup: setup { $0.zoneName = "UTC" },
            change: { $0.display.zone = "Europe/Berlin" },
            outcome: .init(notice: "config.toml reloaded: [display] zone")
        ),
        Case(
            change: { $0.display.reducesMotion = true },
            reducesMotion: true,
            outcome: .init(notice: "config.toml reloaded: [display] reduce_motion")
        ),
        Case(
            change: { ($0.display.usesASCII, $0.display.usesMouse) = (true, false) },
            outcome: .init(
                usesASCII: true,
                usesMouse: false,
                notice: "config.toml reloaded: [display] ascii, [display] mouse"
            )
        ),
        Case(
            change: { $0.display.color = .never },
            outcome: .init(notice: "config.toml reloaded: [display] color (after a restart)")
        ),
        Case(change: { _ in }, outcome: .init()),
    ]

    @Test(
        "only settings that changed are applied to the dashboard, and command-line options take precedence",
        arguments: cases
    )
    func changes(example: Case) throws {
        var (state, configuration) = (try state(), Configuration())
        var settings = LiveSettings(example.setup, configuration)
        example.change(&configuration)
        let outcome = settings.apply(.success(configuration), to: &state)
        #expect(outcome == example.outcome)
        #expect(state.themeName == example.theme && state.zone.name == example.zone)
        #expect(state.reducesMotion == example.reducesMotion)
    }

    @Test("a theme chosen in the dashboard is kept until the theme setting changes")
    func chosen() throws {
        var (state, configuration) = (try state(), Configuration())
        var settings = LiveSettings(Setup(), configuration)
        let isKnown = state.chooseTheme("mono")
        #expect(isKnown)
        configuration.display.zone = "Asia/Tokyo"
        _ = settings.apply(.success(configuration), to: &state)
        #expect(state.themeName == "mono" && state.zone.name == "Asia/Tokyo")
        configuration.display.theme = "dark"
        _ = settings.apply(.success(configuration), to: &state)
        #expect(state.themeName == "dark")
    }

    @Test("an error in the changed config file is shown, and the settings don't change")
    func errors() throws {
        var state = try state()
        var settings = LiveSettings(Setup(), Configuration())
        let error = Failure("config.toml:2:9: [display] zone: unknown time zone; keeping the previous settings")
        let outcome = settings.apply(.failure(error), to: &state)
        #expect(outcome.notice == error.description)
        #expect(state.zone == .utc)
    }

    @Test(
        "a time zone is found regardless of case, and an unknown one gets a suggestion",
        arguments: [
            (
                "europe/berlin",
                "time zone: Europe/Berlin (UTC+2); to keep it after you quit, set zone = \"Europe/Berlin\" in [display] "
                    + "of the config file"
            ),
            ("Berlin", "unknown time zone \"Berlin\"; did you mean Europe/Berlin?"),
            ("Berln", "unknown time zone \"Berln\"; did you mean Europe/Berlin?"),
        ]
    )
    func zone(name: String, message: String) throws {
        var state = try state()
        let settings = LiveSettings(Setup(), Configuration())
        let shown = settings.changeZone(to: name, in: &state)
        #expect(shown == message)
    }
}
