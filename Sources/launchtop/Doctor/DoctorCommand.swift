import Archive
import ArgumentParser
import Dashboard
import Foundation
import History
import Ingest
import Market

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Say what is well, what is not, and what to do: locale, terminal, glyphs, settings, archive, library.",
        discussion:
            "✓ is well, · worth knowing, ✗ wrong. Leaves with 1 where something is wrong. Sources are not asked."
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        // Read once, because reading reports each fault.
        let (settings, configuration) = settings()
        let color = common.color?.use ?? configuration.display.color
        let findings =
            TerminalFindings.findings(color: color) + GlyphFindings.findings() + settings + themes
            + ArchiveFindings.findings(common.archive ?? UserFolders.archive.path) + launches
        for finding in findings { try Console.line(finding.line) }
        if findings.contains(where: { $0.state == .wrong }) { throw ExitCode(1) }
    }

    /// What is to be said of the settings, and the settings; the usual ones where they cannot be read.
    private func settings() -> ([Finding], Configuration) {
        let path = common.config ?? UserFolders.configuration.path
        do throws(Failure) {
            let reading = try common.configurationReading()
            let isThere = FileManager.default.fileExists(atPath: path)
            let finding = Finding(.well, "settings", isThere ? path : "none at \(path), which is fine")
            let warnings = reading.warnings.map { Finding(.notice, "settings", $0.description) }
            return ([finding] + warnings, reading.configuration)
        } catch {
            return ([Finding(.wrong, "settings", error.description)], Configuration())
        }
    }

    private var themes: [Finding] {
        let folder = ThemeFolder.usual
        let environment = ProcessInfo.processInfo.environment
        let background =
            switch Appearance.background(environment) {
            case .dark: "dark, because COLORFGBG says so"
            case .light: "light, because COLORFGBG says so"
            case nil: "colours for any ground, since COLORFGBG says nothing of it"
            }
        let names = folder.names.map { $0 == ThemeCatalog.auto ? "auto (\(background))" : $0 }
        let wrong = folder.ownNames.flatMap(folder.problems(of:))
        let there = Finding(.well, "themes", names.joined(separator: ", "))
        return [there] + wrong.map { Finding(.wrong, "themes", $0.description) }
    }

    private var launches: [Finding] {
        do throws(Failure) {
            let (ledger, problems) = try common.library()
            let count = Finding(.well, "launches", "\(ledger.snapshot.launches.count) documented")
            return [count] + problems.map { Finding(.wrong, "launches", $0.description) }
        } catch {
            return [Finding(.wrong, "launches", error.description)]
        }
    }
}
