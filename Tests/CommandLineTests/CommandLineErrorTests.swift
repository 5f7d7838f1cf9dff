import Foundation
import TestSupport
import Testing

@Suite("Command-line error messages", .blocking)
struct CommandLineErrorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The arguments that cause each error. `DIR` stands for the folder with the files that `write()` creates.
    private static let calls: [[String]] = [
        ["no-such-command"], ["sorra"], ["wach", "us"], ["--no-such-option"], ["--utc", "--zone", "UTC"],
        ["--archive", " "],
        ["--config", "DIR/missing.toml"], ["--config", "DIR/keys.toml"], ["--theme", "violett"],
        ["--data", "/nowhere"],
        ["watch", "--once", "DIR/empty"], ["watch", "DIR/market", "--no-archive", "--archive", "DIR/x.sqlite"],
        ["watch", "1559935726123456789012345"], ["watch", "1559935726", "1", "--name", "Mint"],
        ["watch", "--launch", "2026-03-04"], ["watch", "1559935726", "--name", " "],
        ["watch", "1559935726", "--name", "a\u{1B}b"], ["watch", "1559935726", "--launch", "soon"],
        ["watch", "1559935726", "--googleplay", "1559935726"], ["watch", "--googleplay", "mint"],
        ["watch", "com.example.mint", "--googleplay", "com.example.mint"],
        ["watch", "Mint Weather"], ["watch", "mint"], ["search"], ["search", " "],
        ["search", "mint", "--storefront", "japn"], ["search", "mint", "--json", "--csv"],
        ["record", "1559935726"], ["record", "idea.example.app"],
        ["replay"], ["replay", "sorra"], ["replay", "sora", "--speed", "0"], ["replay", "DIR/page.html"],
        ["replay", "sora", "--from", "day 3", "--to", "day 1"], ["replay", "sora", "--size", "0x9"],
        ["replay", "sora", "--cast", "DIR/none/x.cast", "--to", "day 1"],
        ["record", "-"], ["record", "--config", "DIR/empty.toml", "DIR/missing"],
        ["import"], ["import", "DIR/missing", "--into", "DIR/x.sqlite"],
        ["import", "DIR/**/*.csv", "--into", "DIR/x.sqlite"], ["import", "/dev/null", "--into", "DIR/x.sqlite"],
        ["import", "DIR/empty", "--into", "DIR/x.sqlite"], ["import", "DIR/page.html", "--into", " "],
        ["import", "DIR/charts.csv", "--into", "DIR/x.sqlite", "--mapping", "nothing"],
        ["import", "DIR/charts.csv", "--into", "DIR/x.sqlite", "--storefront", "all"],
        ["watch", "DIR/charts.csv", "--storefront", "us,jp"], ["watch", "--every", "5s"], ["record", "--every", "8d"],
        ["compare", "sora"], ["compare", "sora", "chatgtp"], ["app", "no such app"],
        ["show", "chart", "us", "top-fre", "--from", "DIR/charts.csv"],
        ["show", "chart", "us", "top-paid", "--from", "DIR/charts.csv"],
        ["show", "chart", "us", "top-free", "--from", "DIR/charts.csv", "--at", "2026-01-01"],
        ["show", "chart", "us", "top-free", "--from", "DIR/page.html"],
        ["show", "app", "quill", "--from", "DIR/charts.csv"], ["show", "app", "nothing", "--from", "DIR/charts.csv"],
        ["show", "app", "1", "--json", "--csv"],
        ["show", "countries", "Top Free!", "--from", "DIR/charts.csv"],
        ["show", "countries", "top-paid", "--from", "DIR/charts.csv"],
        ["show", "launch", "chatgtp"], ["show", "library", "a.toml"], ["show", "library", "--check", "--json"],
        ["show", "library", "--check", "--data", "DIR"],
        ["show", "compare", "sora"], ["show", "compare", "sora", "SORA"], ["show", "compare", "sora", "chatgtp"],
        ["show", "compare", "sora", "chatgpt", "--align", "#0"],
        ["screenshot", "library", "-o", "x.gif"], ["screenshot", "library", "-o", "DIR/none/x.svg"],
        ["simulate", "DIR/market", "--storefronts", "176"], ["simulate", "DIR/market", "--hours", "0"],
        ["simulate", "DIR/market", "--launches", "0"], ["simulate", "DIR/market", "--churn", "21"],
        ["simulate", "DIR/market", "--outages", "1000"], ["simulate", "DIR/market", "--charts", "top-fre"],
        ["simulate", "DIR/market", "--storefronts", "175", "--hours", "2000"], ["simulate", "DIR/market"],
        ["launch", "new", "--id", "Not An Id"], ["launch", "new", "--store", "shop"],
        ["launch", "new", "-o", "DIR/charts.csv"], ["launch", "export", "nothing", "--from", "DIR/charts.csv"],
        ["archive", "backup", "--archive", "DIR/missing.sqlite", "DIR/copy.sqlite"], ["archive", "backup", " "],
        ["archive", "forget", "--archive", "DIR/a.sqlite"],
        ["archive", "forget", "--archive", "DIR/a.sqlite", "--from", "tomorrow"],
        ["archive", "forget", "--archive", "DIR/a.sqlite", "--from", "2026-02-01", "--to", "2026-01-01"],
        ["config", "init", "--config", "DIR/empty.toml"], ["config", "init", "--config", "DIR/charts.csv/config.toml"],
        ["config", "check", "--config", "DIR/theme.toml"], ["config", "check", "--config", "DIR/alert.toml"],
    ]

    @Test("invalid arguments and failures produce the exit codes and messages in the golden file")
    func messages() throws {
        try write()
        let page = try Self.calls.map { call in
            let arguments = call.map { $0.replacingOccurrences(of: "DIR", with: folder.url.path) }
            let outcome = try Program.run(arguments, home: folder.url)
            let lines = outcome.errors.replacingOccurrences(of: folder.url.path, with: "DIR").split(separator: "\n")
            // The parser adds its usage after the message.
            let message = lines.prefix { !$0.hasPrefix("Usage:") && !$0.hasPrefix("Help:") }.map { "  \($0)" }
            return (["launchtop \(call.joined(separator: " ")): exit \(outcome.status)"] + message)
                .joined(separator: "\n")
        }
        let difference = Golden.difference(of: page.joined(separator: "\n") + "\n", named: "errors-command-line")
        #expect(difference == nil, "\(difference ?? "")")
    }

    private func write() throws {
        let header = "time,store,storefront,chart,genre,rank,app,name,developer\n"
        let rows = ["1,11,Quill Pad,Ink", "2,12,Quill Radio,Ink"].map { "2026-03-01,appstore,us,top-free,,\($0)\n" }
        try folder.write(header + rows.joined(), to: "charts.csv")
        try folder.write("<html></html>", to: "page.html")
        try folder.write("", to: "empty.toml")
        try folder.write("[keys]\nfilter = \"q\"\nquitt = \"Q\"\n", to: "keys.toml")
        try folder.write("[display]\ntheme = \"violett\"\n", to: "theme.toml")
        try folder.write("[[alert]]\nwhen = \"rank <= 1\"\n", to: "alert.toml")
        try folder.write("notes", to: "market/notes.txt")
        for name in ["empty", "launches"] {
            let url = folder.url.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        try folder.write("x", to: "launches/.hidden")
    }
}
