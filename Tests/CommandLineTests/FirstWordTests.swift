import ArgumentParser
import Foundation
import Setup
import TestSupport
import Testing

@testable import launchtop

@Suite("The first word of the command line", .blocking)
struct FirstWordTests {
    @Test(
        "a launch id as the first command-line word is expanded to a replay command with all options",
        arguments: [
            (["sora"], ["replay", "sora"]), (["SORA", "--at", "day 3"], ["replay", "sora", "--at", "day 3"]),
            (["--theme", "light", "sora"], ["replay", "--theme", "light", "sora"]),
            (
                ["--ascii", "--zone=UTC", "sora", "--speed", "60"],
                ["replay", "--ascii", "--zone=UTC", "sora", "--speed", "60"]
            ),
            // These are unchanged: no word, a command, and the value of an option.
            ([], []), (["--version"], ["--version"]), (["replay", "sora"], ["replay", "sora"]),
            (["--theme", "sora"], ["--theme", "sora"]), (["help", "watch"], ["help", "watch"]),
        ]
    )
    func expansion(arguments: [String], expanded: [String]) throws {
        let data = ["--data", Fixtures.repository.appendingPathComponent("Data").path]
        // Append the data folder, so that the words stay at their positions.
        guard expanded.first == "replay", arguments.first != "replay" else {
            #expect(try Launchtop.expanded(arguments) == expanded)
            return
        }
        #expect(try Launchtop.expanded(arguments + data) == expanded + data)
    }

    @Test(
        "an unknown subcommand is an error with a suggestion",
        arguments: [
            (["show", "my-lunch"], "launchtop show: unknown command \"my-lunch\"; did you mean my-launch?"),
            (["archive", "bakup"], "launchtop archive: unknown command \"bakup\"; did you mean backup?"),
            (["show", "app"], nil), (["show", "help"], nil), (["show", "--help"], nil), (["show"], nil),
            (["watch", "bakup"], nil),
        ] as [([String], String?)]
    )
    func subcommand(arguments: [String], problem: String?) {
        var found: String?
        do throws(ArgumentParser.ValidationError) {
            #expect(try Launchtop.expanded(arguments) == arguments)
        } catch {
            found = error.message
        }
        #expect(found == problem)
    }

    @Test(
        "shell completion scripts offer launch ids in addition to commands as the first word",
        arguments: ["bash", "zsh", "fish"]
    )
    func completion(name: String) throws {
        let shell = try #require(CompletionShell(rawValue: name))
        #expect(Launchtop.completionShell(in: ["--generate-completion-script", name]) == shell)
        let launches = [(id: "sora", name: "Sora: the app's launch"), (id: "watch", name: "Watch")]
        let script = CompletionScript.adding(
            launches,
            to: Launchtop.completionScript(for: shell),
            for: shell.rawValue,
            commands: Launchtop.commandNames
        )
        let expected = [
            "bash": "doctor help sora' -- ", "zsh": "\n            'sora:Replay Sora the apps launch'\n",
            "fish": "-fa 'sora' -d 'Replay Sora the apps launch'\n",
        ]
        #expect(script.contains(expected[name] ?? "-"))
        #expect(!script.contains("Replay Watch"))
    }
}

@Suite("Short commands: launch ids, app and compare", .serialized, .blocking)
struct ShortcutTests {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    @Test(
        "without a terminal, the compare and app commands and a launch id print their pages as text",
        arguments: [
            (["sora"], "Sora"), (["compare", "sora", "chatgpt"], "ChatGPT"), (["app", "SORA"], "Sora"),
            (["app", "claude-surge", "--plain"], "Claude"),
        ]
    )
    func pages(arguments: [String], expected: String) throws {
        let outcome = try Program.run(arguments, home: home.url)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.output.contains(expected))
    }

    @Test("the compare command prints the same page as show compare")
    func sameAsShow() throws {
        for arguments in [["compare", "sora", "chatgpt"]] {
            let page = try Program.run(arguments, home: home.url).output
            #expect(try Program.run(["show"] + arguments, home: home.url).output == page)
        }
    }

    @Test("the app and compare commands find an app in the archive by its id; app rejects an unknown name")
    func archive() throws {
        let market = home.url.appendingPathComponent("market").path
        #expect(try Program.run(["simulate", market, "--hours", "3"], home: home.url).status == 0)
        #expect(try Program.run(["watch", "--once", market], home: home.url).status == 0)
        let json = try Program.run(["show", "chart", "us", "top-free", "--json"], home: home.url).output
        let id = try #require(json.firstMatch(of: /"app":"(\d+)"/)).1
        let outcome = try Program.run(["app", String(id)], home: home.url)
        #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(outcome.errors)")
        let mixed = try Program.run(["compare", "sora", String(id)], home: home.url)
        #expect(mixed.status == 0 && mixed.output.contains("Sora"), "\(mixed.errors)")
        let unknown = try Program.run(["app", "no such app"], home: home.url)
        #expect(unknown.status == 1 && unknown.errors.contains("no app matches \"no such app\""))
    }
}
