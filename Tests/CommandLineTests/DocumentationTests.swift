import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import launchtop

@Suite("Commands in the documentation", .serialized, .blocking)
struct DocumentationTests {
    @Test("every launchtop command in README.md and docs has valid arguments", arguments: try DocumentationPage.all())
    func valid(page: DocumentationPage) {
        for command in page.commands {
            #expect(throws: Never.self, "\(page.name): \(command.text)") { _ = try parsed(command) }
        }
        for command in page.mentions {
            do { _ = try parsed(command) } catch {
                // Text may name a command without its arguments.
                let message = Launchtop.message(for: error)
                #expect(message.lowercased().hasPrefix("missing "), "\(page.name): \(command.text): \(message)")
            }
        }
    }

    @Test(
        "the commands on a page of the documentation succeed when they are run in order",
        arguments: try DocumentationPage.all().filter { !$0.commands.isEmpty }
    )
    func run(page: DocumentationPage) throws {
        let folder = try TemporaryFolder()
        try DocumentationInput.write(to: folder)
        let first = ["launchtop import first.csv", "launchtop import first.csv --into /srv/charts.sqlite"].map(
            DocumentationPage.Command.init
        )
        for command in first + page.commands where try isRunnable(command) {
            let arguments = command.arguments.map { $0.hasPrefix("/") ? folder.url.path + $0 : $0 }
            let outcome = try Program.run(arguments, home: folder.url, in: folder.url)
            #expect(outcome.status == 0, "\(page.name): \(command.text)\n\(outcome.errors)")
        }
    }

    private func parsed(_ command: DocumentationPage.Command) throws -> any ParsableCommand {
        let data = Fixtures.repository.appendingPathComponent("Data").path
        return try Launchtop.parseAsRoot(Launchtop.expanded(command.arguments + ["--data", data]))
    }

    /// Returns whether a command ends by itself and doesn't contact a server.
    private func isRunnable(_ command: DocumentationPage.Command) throws -> Bool {
        let hasEngine = command.arguments.contains { $0.hasPrefix("clickhouse") }
        return switch try parsed(command) {
        case let replay as ReplayCommand: replay.cast != nil
        case let engine as EngineInitCommand: engine.isPrinted
        case _ where hasEngine: false
        case is EngineCheckCommand, is Launchtop, is AppCommand, is CompareCommand, is WatchCommand, is RecordCommand,
            is AlertTestCommand, is SearchCommand, is SourceTestCommand:
            false
        default: true
        }
    }
}
