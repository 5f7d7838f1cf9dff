import Collector
import Dashboard
import Foundation
import History
import Input
import Market
package import Settings
package import Setup

/// The checks of the setup that `launchtop doctor` runs: the terminal, settings, themes, archive, alerts and launches.
package struct Doctor {
    /// The results of all checks.
    package let findings: [Finding]
    /// The settings, or the defaults if they can't be read.
    package let configuration: Configuration

    package init(_ setup: Setup) {
        let settings: [Finding]
        // Read only once, because reading reports each error.
        (settings, configuration) = Self.settings(of: setup)
        findings =
            TerminalFindings.findings(color: setup.color ?? configuration.display.color) + GlyphFindings.findings()
            + settings + Self.themes + ArchiveFindings.findings(setup.archivePath(configuration), configuration)
            + EngineFindings.findings(configuration)
            + AlertFindings.findings(configuration, archive: setup.archiveToRead) + Self.launches(of: setup)
    }

    private static func settings(of setup: Setup) -> ([Finding], Configuration) {
        let path = setup.config ?? UserFolders.configuration.path
        do throws(Failure) {
            let reading = try setup.configurationReading()
            let exists = FileManager.default.fileExists(atPath: path)
            let finding = Finding(.ok, "settings", exists ? path : "defaults (no file at \(path))")
            let warnings = reading.warnings.map { Finding(.notice, "settings", $0.description) }
            let sources = SourceFindings.findings(reading.configuration, count: reading.sources, setup.mappings)
            return ([finding] + warnings + sources, reading.configuration)
        } catch {
            return ([Finding(.problem, "settings", error.description)], Configuration())
        }
    }

    private static var themes: [Finding] {
        let folder = ThemeFolder.standard
        let background =
            switch Appearance.background(ProcessInfo.processInfo.environment) {
            case .dark: "dark, from COLORFGBG"
            case .light: "light, from COLORFGBG"
            case nil: "for any background; COLORFGBG isn't set"
            }
        let names = folder.names.map { $0 == ThemeCatalog.auto ? "auto (\(background))" : $0 }
        let problems = folder.ownNames.flatMap(folder.problems(of:))
        let available = Finding(.ok, "themes", names.joined(separator: ", "))
        return [available] + problems.map { Finding(.problem, "themes", $0.description) }
    }

    private static func launches(of setup: Setup) -> [Finding] {
        do throws(Failure) {
            let (ledger, problems) = try setup.library()
            let count = Finding(.ok, "launches", "\(ledger.snapshot.launches.count) in the library")
            return [count] + problems.map { Finding(.problem, "launches", $0.description) }
        } catch {
            return [Finding(.problem, "launches", error.description)]
        }
    }
}
