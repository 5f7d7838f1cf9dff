import Archive
import ArgumentParser
import Collector
import Dashboard
import Foundation
import History
import Input
import Market
import Settings

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the setup and suggest fixes.",
        discussion: """
            Checks the locale, terminal, glyphs, config file, themes, archive, alerts and launch library. ✓ is ok, · a note, ✗ a \
            problem. Exits with 1 if there are problems. Sources are not polled.
            """
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        // Read only once, because reading reports each error.
        let (settings, configuration) = settings()
        let color = common.color?.use ?? configuration.display.color
        let findings =
            TerminalFindings.findings(color: color) + GlyphFindings.findings() + settings + themes
            + ArchiveFindings.findings(common.archivePath(configuration))
            + AlertFindings.findings(configuration, archive: common.archiveToRead) + launches
        for finding in findings { try common.printText(finding.line, configuration) }
        if findings.contains(where: { $0.state == .problem }) { throw ExitCode(1) }
    }

    /// Returns findings about the settings, and the settings, or the defaults if they can't be read.
    private func settings() -> ([Finding], Configuration) {
        let path = common.config ?? UserFolders.configuration.path
        do throws(Failure) {
            let reading = try common.configurationReading()
            let exists = FileManager.default.fileExists(atPath: path)
            let finding = Finding(.ok, "settings", exists ? path : "defaults (no file at \(path))")
            let warnings = reading.warnings.map { Finding(.notice, "settings", $0.description) }
            return ([finding] + warnings, reading.configuration)
        } catch {
            return ([Finding(.problem, "settings", error.description)], Configuration())
        }
    }

    private var themes: [Finding] {
        let folder = ThemeFolder.standard
        let environment = ProcessInfo.processInfo.environment
        let background =
            switch Appearance.background(environment) {
            case .dark: "dark, from COLORFGBG"
            case .light: "light, from COLORFGBG"
            case nil: "for any background; COLORFGBG isn't set"
            }
        let names = folder.names.map { $0 == ThemeCatalog.auto ? "auto (\(background))" : $0 }
        let problems = folder.ownNames.flatMap(folder.problems(of:))
        let available = Finding(.ok, "themes", names.joined(separator: ", "))
        return [available] + problems.map { Finding(.problem, "themes", $0.description) }
    }

    private var launches: [Finding] {
        do throws(Failure) {
            let (ledger, problems) = try common.library()
            let count = Finding(.ok, "launches", "\(ledger.snapshot.launches.count) documented")
            return [count] + problems.map { Finding(.problem, "launches", $0.description) }
        } catch {
            return [Finding(.problem, "launches", error.description)]
        }
    }
}
