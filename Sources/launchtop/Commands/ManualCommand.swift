import ArgumentParser
import Collector
import Foundation
import Input
import Market
import Setup

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page: launchtop manual | man -l -",
        discussion: "The page lists the key bindings set in the config file."
    )

    @OptionGroup var common: CommonOptions
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write this page, and a page for each command, to a folder.",
            valueName: "folder"
        )
    )
    var output: String?

    func run() throws {
        let page = try page()
        guard let output else { return try Console.printLine(page) }
        try write(page, named: "launchtop", to: output)
        for command in Launchtop.configuration.subcommands { try write(command, after: "launchtop", to: output) }
    }

    private func page() throws -> String {
        let subcommands = Launchtop.configuration.subcommands.map { ($0._commandName, $0.configuration.abstract) }
        return ManualPage(commands: try common.setup.configuration().commands(), subcommands: subcommands).text
    }

    /// Writes the pages of a command and its subcommands to a folder.
    private func write(_ command: any ParsableCommand.Type, after parent: String, to folder: String) throws {
        let name = "\(parent)-\(command._commandName)"
        let help = Launchtop.helpMessage(for: command, columns: 76)
        let text = ManualPage.text(of: name, abstract: command.configuration.abstract, help: help)
        try write(text, named: name, to: folder)
        for subcommand in command.configuration.subcommands { try write(subcommand, after: name, to: folder) }
    }

    private func write(_ text: String, named name: String, to folder: String) throws {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("\(name).1")
        do { try Data((text + "\n").utf8).write(to: file) } catch {
            throw Failure("\(file.path): can't write the file: \(SystemError.message(of: error))")
        }
    }
}
