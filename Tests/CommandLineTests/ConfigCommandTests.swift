import Foundation
import TestSupport
import Testing

@Suite("Config files, completions and simulate", .serialized, .blocking)
struct ConfigCommandTests {
    private let home: TemporaryFolder
    private var path: String { home.url.appendingPathComponent("launchtop/config.toml").path }

    init() throws { home = try TemporaryFolder() }

    private func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(arguments, home: home.url)
    }

    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test("config init creates a file only its owner can read, and overwrites a file only with --force")
    func initialize() throws {
        #expect(try run(["config", "check"]).output.contains("no such file, using defaults"))
        #expect(try run(["config", "init"]).status == 0)
        #expect(try mode(path) == 0o600)
        #expect(try run(["config", "path"]).output == path + "\n")
        #expect(try run(["config", "check"]).output == "\(path): OK (0 settings, 0 sources)\n")
        try "[archive]\nkeep = \"9d\"\n".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(chmod(path, 0o644) == 0)
        let again = try run(["config", "init"])
        #expect(again.status == 1 && again.errors.contains("already exists; use --force to overwrite it"))
        #expect(try run(["config", "check"]).output == "\(path): OK (1 setting, 0 sources)\n")
        #expect(try run(["config", "init", "--force"]).status == 0)
        #expect(try mode(path) == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("# Settings of launchtop."))
        let other = home.url.appendingPathComponent("deep/er/mine.toml").path
        #expect(try run(["config", "init", "--config", other]).output == other + "\n")
        #expect(try run(["config", "init", "--config", home.url.path]).status == 1)
    }

    @Test("config check, watch --once and the dashboard report all errors in the config file")
    func errors() throws {
        let file = try home.write("[archive]\nkept = 1\n[[source]]\nfrom = \"appstore:ja/top-free\"\n", to: "bad.toml")
        for command in [["config", "check"], ["watch", "--once"], []] {
            let outcome = try run(command + ["--config", file])
            #expect(outcome.status == 1, "\(command)")
            for message in [
                ":2:1: unknown key \"kept\" in [archive]; did you mean \"keep\"?",
                ":4:8: [[source]] from: unknown storefront \"ja\"; did you mean jp (Japan)?",
            ] { #expect(outcome.errors.contains(message), "\(command): \(outcome.errors)") }
        }
    }

    @Test("config check reports a missing source and a missing secret")
    func absent() throws {
        let file = try home.write(
            "[[source]]\nfrom = \"nothing\"\n[[source]]\nfrom = \"http://127.0.0.1:1/x\"\nauthorization = \"env:NO_SUCH_KEY\"\n"
                + "[[source]]\nfrom = \"http://127.0.0.1:1/y\"\nheaders = { x-key = \"env:NO_SUCH_HEADER\" }\n"
                + "[[source]]\nfrom = \"http://127.0.0.1:1/z\"\nmapping = \"missing.toml\"\n",
            to: "absent.toml"
        )
        let outcome = try run(["config", "check", "--config", file])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nothing: no such file or folder"))
        #expect(
            outcome.errors.contains("http://127.0.0.1:1/x: authorization: environment variable NO_SUCH_KEY is not set")
        )
        #expect(
            outcome.errors.contains(
                "http://127.0.0.1:1/y: header x-key: environment variable NO_SUCH_HEADER is not set"
            )
        )
        #expect(outcome.errors.contains("http://127.0.0.1:1/z: "), "\(outcome.errors)")
    }

    @Test("config check and doctor only warn about an app name in a shell command, and don't fail")
    func shellCommand() throws {
        let file = try home.write(
            "[[alert]]\nwhen = \"rank <= 1\"\napp = \"any\"\ncommand = [\"sh\", \"-c\", \"echo '{name}'\"]\n",
            to: "shell.toml"
        )
        let outcome = try run(["config", "check", "--config", file])
        #expect(outcome.status == 0)
        #expect(outcome.output == "\(file): 1 warning (3 settings, 0 sources)\n")
        let advice = #"pass it as an argument, such as ["sh", "-c", "notify-send -- \"$1\"", "sh", "{name}"]"#
        let place =
            "warning: \(file):4:24: [[alert]] command: {name} is inserted into code that sh runs"
        #expect(outcome.errors.contains(place) && outcome.errors.contains(advice), "\(outcome.errors)")
        #expect(try run(["doctor", "--config", file]).output.contains("· settings   \(file):4:24"))
    }

    @Test("watch polls the sources in the config file if no source is given")
    func configuredSource() throws {
        #expect(try run(["simulate", home.url.appendingPathComponent("market").path, "--hours", "2"]).status == 0)
        let file = try home.write("[[source]]\nfrom = \"market\"\n", to: "market.toml")
        let outcome = try run(["watch", "--once", "--no-archive", "--config", file])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("App Store, US Top Free, all but games: 100 entries"))
    }

    @Test("watch --storefront suggests a similar name for an unknown storefront")
    func sources() throws {
        let outcome = try run(["watch", "--once", "--storefront", "ca,ja"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("--storefront: unknown storefront \"ja\"; did you mean jp (Japan)?"))
    }

    @Test(
        "shell completion completes storefronts, charts, genres and App Store sources",
        arguments: [
            ("--storefront", ["watch", "--storefront", "us,ja"], ["us,jamaica", "us,japan"]),
            ("--chart", ["watch", "--chart", "top-grossing-"], ["top-grossing-ipad", "top-grossing-mac"]),
            ("--genre", ["watch", "--genre", "games,phot"], ["games,photo-and-video"]),
            ("positional@0", ["watch", "appstore:us/top-free/foo"], ["appstore:us/top-free/food-and-drink"]),
            ("positional@0", ["watch", "appstore", ":", "jap"], ["japan/"]),
        ]
    )
    func completion(argument: String, words: [String], candidates: [String]) throws {
        let cursor = words.last?.utf8.count ?? 0
        let call = ["---completion", "watch", "--", argument, String(words.count), String(cursor), "launchtop"] + words
        #expect(try run(call).output.split(separator: "\n").map(String.init) == candidates)
    }

    @Test("shell completion completes file paths as sources, and the bash script calls all custom completions")
    func completionScript() throws {
        try FileManager.default.createDirectory(
            at: home.url.appendingPathComponent("feeds"),
            withIntermediateDirectories: true
        )
        try home.write("", to: "feeds.csv")
        let start = home.url.path + "/fee"
        let call = [
            "---completion", "watch", "--", "positional@0", "2", String(start.utf8.count), "launchtop", "watch",
        ]
        #expect(try run(call + [start]).output == "\(start)ds/\n\(start)ds.csv\n")
        let script = try run(["--generate-completion-script", "bash"]).output
        for argument in ["--storefront", "--chart", "--genre", "positional@0"] {
            #expect(script.contains("---completion watch -- \(argument) "))
        }
    }

    @Test("simulate writes several charts with outages, and rejects invalid option values")
    func simulate() throws {
        let folder = home.url.appendingPathComponent("market").path
        let outcome = try run([
            "simulate", folder, "--storefronts", "3", "--hours", "4", "--charts", "top-free,top-grossing", "--outages",
            "5", "--launches", "2", "--churn", "3", "--format", "legacy",
        ])
        #expect(outcome.status == 0)
        #expect(
            outcome.output
                == "23 snapshots in \(folder); 1 missing file, 1 truncated file, 1 HTML page, 1 frozen feed, 1 missing app\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 23)
        for wrong in [
            ["--charts", "top-fre"], ["--storefronts", "176"], ["--outages", "1000"], ["--churn", "-1"],
            ["--storefronts", "175", "--hours", "2000"], ["--launches", "0"],
        ] { #expect(try run(["simulate", folder] + wrong).status == 64, "\(wrong)") }
    }

    @Test(
        "config check reports unknown commands and duplicate keys in [keys]; the manual shows the configured keys"
    )
    func keys() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("config.toml")
        try "[keys]\nfilter = \"q\"\nquitt = \"Q\"\n".write(to: file, atomically: true, encoding: .utf8)
        let check = try Program.run(["config", "check", "--config", file.path])
        #expect(check.status == 1)
        #expect(check.errors.contains("config.toml:3:1: unknown command \"quitt\"; did you mean quit?"))
        #expect(check.errors.contains("key q is bound to both filter (\(file.path):2:1) and quit"))
        try "[keys]\nfilter = [\"Ctrl-F\"]\n".write(to: file, atomically: true, encoding: .utf8)
        let manual = try Program.run(["manual", "--config", file.path])
        #expect(manual.status == 0)
        #expect(manual.output.contains("\\fBCtrl\\-F\\fR  :filter"))
    }
}
