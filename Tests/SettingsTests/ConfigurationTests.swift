import Foundation
import Input
import Market
import Settings
import TestSupport
import Testing

@Suite("Config file")
struct ConfigurationTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [InputError] {
        let error = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return error?.errors ?? []
    }

    @Test("settings that aren't in the config file keep their defaults")
    func defaults() throws {
        #expect(try configuration("") == Configuration())
        #expect(try configuration("[archive]\n[store]\n") == Configuration())
        let set = try configuration("[archive]\nkeep = \"400d\"\n[store]\nmemory = \"500 MB\"\n")
        #expect(set.keep == Int64(34_560_000))
        #expect(set.memory == 500_000_000)
    }

    @Test("source, polling, watchlist and archive settings are decoded from a config file")
    func everything() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("Bearer sesame\n", to: "secret")
        #expect(chmod(secret, 0o600) == 0)
        let text = """
            [[source]]
            from = "charts/today"
            interval = "1h30m"
            mapping = "~/mappings/mine.toml"
            authorization = "file:secret"
            storefront = "japan"
            chart = "Top Free"
            genre = "photo & video"
            [[source]]
            from = "https://example.com/chart.json?key=1"
            authorization = "env:CHART_KEY"
            chart = "movers"
            [polling]
            interval = "5m"
            requests_per_minute = "unlimited"
            connections = 64
            [watchlist]
            apps = ["6744034028", "com.openai.chat", 6744034028]
            [archive]
            path = "history.sqlite"
            keep = "forever"
            """
        let file = URL(fileURLWithPath: try folder.write(text, to: "config.toml"))
        let set = try Configuration(file: file)
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        #expect(set.archive == folder.url.path + "/history.sqlite")
        #expect(set.keep == nil)
        #expect(set.polling.interval == 300)
        #expect(set.polling.requestsPerMinute == nil)
        #expect(set.polling.connections == 64)
        #expect(set.watchlistApps.map(\.text) == ["6744034028", "com.openai.chat"])
        var first = SourceSettings(from: folder.url.path + "/charts/today", interval: 5400)
        first.mapping = home + "/mappings/mine.toml"
        first.authorization = .file(secret)
        first.storefront = Storefront(stored: "jp")
        first.chart = .topFree
        first.genre = try GenreText("6008")
        var second = SourceSettings(from: "https://example.com/chart.json?key=1", interval: 300)
        second.authorization = .environment("CHART_KEY")
        second.chart = ChartKind("movers")
        #expect(set.sources == [first, second])
        let loaded = try LoadedConfiguration(file: file)
        #expect(loaded.settings == 16 && loaded.sources == 2)
        #expect(try first.authorization?.secret(environment: [:]) == "Bearer sesame")
    }

    @Test(
        "an invalid config file causes one error that states the problem",
        arguments: [
            ("[archive]\nkept = \"1d\"", ":2:1: unknown key \"kept\" in [archive]; did you mean \"keep\"?"),
            ("[archive]\nx = 1", ":2:1: unknown key \"x\" in [archive]; valid keys: path, keep"),
            ("[archiv]\nkeep = \"1d\"", ":1:2: unknown table [archiv]; did you mean [archive]?"),
            (
                "[zzz]",
                "unknown table [zzz]; valid tables: [archive], [store], [replicate], [polling], [watchlist], [display], [keys], [[source]], [[alert]]"
            ),
            ("[polling]\nperiodd = \"1m\"", "unknown key \"periodd\" in [polling]; did you mean \"interval\"?"),
            (
                "[archive]\nkeep = \"10\"",
                ":2:8: [archive] keep: invalid value \"10\"; expected a duration such as 400d, or \"forever\""
            ),
            ("[archive]\nkeep = 10", "[archive] keep: expected a string"),
            ("[archive]\nkeep = \"0d\"", "invalid value \"0d\"; expected a duration"),
            ("[archive]\nkeep = \"99999999999999999w\"", "expected a duration"),
            (
                "[store]\nmemory = \"much\"",
                "[store] memory: invalid value \"much\"; expected a size in MB or GB of at least 1MB"
            ),
            ("archive = 3", ":1:11: archive: expected a table"),
            ("[archive\n", ":1:9: invalid TOML"),
            (
                "[polling]\nrequests_per_minute = 0",
                ":2:23: [polling] requests_per_minute: expected a whole number from 1 to 100000, or \"unlimited\""
            ),
            ("[polling]\nrequests_per_minute = \"lots\"", "expected a whole number from 1 to 100000, or \"unlimited\""),
            ("[polling]\nconnections = 65", "[polling] connections: expected a whole number from 1 to 64"),
            ("[polling]\ninterval = \"9s\"", "invalid value \"9s\"; expected a duration from 10s to 7d, such as 15m"),
            ("[polling]\ninterval = \"169h\"", "expected a duration from 10s to 7d"),
            ("[polling]\ninterval = \"99999999999999999999w\"", "expected a duration from 10s to 7d"),
            ("[[source]]\ninterval = \"1m\"", ":1:3: [[source]]: missing key \"from\""),
            (
                "[[source]]\nfrom = \"appstore:ja/top-free\"",
                "[[source]] from: unknown storefront \"ja\"; did you mean jp (Japan)?"
            ),
            ("[[source]]\nfrom = \"ftp://x\"", "[[source]] from: "),
            ("[[source]]\nfrom = \"-\"", "standard input can only be used on the command line"),
            (
                "[[source]]\nfrom = \"/x\"\nstorefront = \"ja\"",
                ":3:14: [[source]] storefront: unknown storefront \"ja\""
            ),
            ("[[source]]\nfrom = \"/x\"\nchart = \"top-fre\"", "invalid chart \"top-fre\"; did you mean top-free"),
            ("[[source]]\nfrom = \"/x\"\ngenre = \"gamez\"", "unknown genre \"gamez\"; did you mean games?"),
            (
                "[[source]]\nfrom = \"appstore:us/top-free\"\n[[source]]\nfrom = \"appstore:usa/top-free\"",
                ":4:8: [[source]] from: duplicate source; first defined on line 2"
            ),
            ("source = [1]", ":1:11: source: expected a table"),
            ("[watchlist]\napps = [\"1\",\n  \"a b\"]", ":3:3: [watchlist] apps: invalid app id \"a b\""),
            (
                "[watchlist]\napps = [\"1\", 2.5]",
                ":2:14: [watchlist] apps: expected a list of strings or whole numbers"
            ),
        ]
    )
    func errorText(text: String, expected: String) throws {
        let errors = try errors(text)
        #expect(errors.count == 1)
        #expect(errors.first?.description.contains(expected) == true, "\(errors)")
    }

    @Test(
        "the former name of a setting causes an error that gives its new name",
        arguments: [
            ("[look]\ntheme = \"dark\"", ":1:2: [look] was renamed to [display]"),
            ("\n[watch]\n", ":2:2: [watch] was renamed to [watchlist]"),
            ("[polling]\nevery = \"1m\"", ":2:1: [polling]: \"every\" was renamed to \"interval\""),
            ("[[source]]\nfrom = \"/x\"\n every = \"1m\"", ":3:2: [[source]]: \"every\" was renamed to \"interval\""),
            ("[[alert]]\nwhen = \"rank <= 1\"\nsay = \"x\"", ":3:1: [[alert]]: \"say\" was renamed to \"message\""),
            (
                "[[alert]]\nwhen = \"rank <= 1\"\napp = \"watched\"",
                ":3:7: [[alert]] app: \"watched\" was renamed to \"watchlist\""
            ),
            (
                "[[alert]]\nwhen = \"feed stale\"",
                ":2:8: [[alert]] when: at character 1: \"feed\" was renamed to \"source\""
            ),
        ]
    )
    func formerNames(text: String, expected: String) throws {
        let errors = try errors(text)
        #expect(errors.count == 1)
        #expect(errors.first?.description.hasSuffix("config.toml\(expected)") == true, "\(errors)")
    }

    @Test("all errors in a config file are reported at once, in file order")
    func allErrors() throws {
        let text = """
            [[source]]
            interval = "1s"
            url = "x"
            [polling]
            connections = 0
            interval = 3
            [[source]]
            from = "-"
            [other]
            """
        #expect(try errors(text).map { $0.position?.line } == [1, 2, 3, 5, 6, 8, 9])
    }

    @Test(
        "a secret in the config file causes an error that doesn't contain the secret",
        arguments: [
            "authorization = \"Bearer sesame\"", "authorization = \"env:sesame-1\"", "authorization = \"sesame\"",
            "authorization = sesame", "authorization = fsesame", "authorization = \"sesame", "authorization \"sesame\"",
            "authorization = \"se\\sesame\"", "authorization = 12sesame", "authorisation = \"sesame\"",
            "token = \"sesame\"", "authorization = 1", "authorization = [\"sesame\"]",
            "authorization = \"file:sesame\\u0000\"",
        ]
    )
    func secrets(line: String) throws {
        for text in ["[[source]]\nfrom = \"/x\"\n\(line)\n", "[[source]]\r\nfrom = \"/x\"\r\n\(line)\r\n"] {
            let errors = try errors(text)
            #expect(errors.count == 1)
            // The name of a file isn't secret.
            if line.contains("file:") { continue }
            for part in ["sesame", "'s'", "'se'", "'fs'", "\\s"] {
                #expect(!errors.description.contains(part), "\(errors)")
            }
        }
        #expect(try !errors("[[source]]\nfrom = \"https://me:sesame@example.com/\"").description.contains("sesame"))
    }

    @Test(
        "a secret's file must exist and must not be readable by other users",
        arguments: [0o644, 0o640, 0o604, 0o660] as [mode_t]
    )
    func openSecret(mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("Bearer sesame", to: "secret")
        let text = "[[source]]\nfrom = \"/x\"\nauthorization = \"file:\(secret)\""
        #expect(chmod(secret, mode) == 0)
        let first = try #require(errors(text).first).description
        #expect(first.contains(":3:17: [[source]] authorization: \(secret): readable by other users"))
        #expect(first.contains("chmod 600"))
        #expect(throws: InputError.self) { try Authorization.file(secret).secret(environment: [:]) }
        #expect(chmod(secret, 0o400) == 0)
        #expect(try configuration(text).sources.count == 1)
        try FileManager.default.removeItem(atPath: secret)
        #expect(try errors(text).description.contains("no such file"))
    }

    @Test(
        "a secret that isn't one line of ASCII is rejected with an error that omits the secret",
        arguments: ["a\r\nHost: b", "a\nb", "", "ü", "a\u{0}"]
    )
    func invalidSecret(text: String) throws {
        let error = #expect(throws: InputError.self) {
            try Authorization.environment("KEY").secret(environment: ["KEY": text])
        }
        #expect(error?.description.contains("KEY") == true)
        #expect(text.isEmpty || error?.description.contains(text) == false)
    }

    @Test("a config file must be a regular UTF-8 file of at most 1,000,000 bytes")
    func unreadableFile() throws {
        let folder = try TemporaryFolder()
        func problem(_ name: String) throws -> String? {
            let file = folder.url.appendingPathComponent(name)
            let error = #expect(throws: ConfigurationErrors.self) { _ = try Configuration(file: file) }
            return error?.errors.map(\.problem).joined()
        }
        try Data([0x61, 0xFF]).write(to: folder.url.appendingPathComponent("latin.toml"))
        try folder.write(String(repeating: "#", count: 1_000_001), to: "large.toml")
        try folder.write(String(repeating: "#", count: 1_000_000), to: "fitting.toml")
        #expect(mkfifo(folder.url.appendingPathComponent("pipe").path, 0o600) == 0)
        #expect(try problem("nothing") == "no such file")
        #expect(try problem("latin.toml") == "not UTF-8 text")
        #expect(try problem("large.toml") == "file too large; the limit is 1000000 bytes")
        #expect(try problem("pipe") == "not a regular file")
        #expect(try problem(".") == "is a folder, not a file")
        #expect(try Configuration(file: folder.url.appendingPathComponent("fitting.toml")) == Configuration())
    }

    @Test("[[watchlist]] tables have names and ids in both stores, and headers, ids and history are read for sources")
    func stores() throws {
        let text = """
            [[watchlist]]
            name = "Mint Weather"
            appstore = 1559935726
            googleplay = "com.example.mint"
            milestones = [2000]
            [[watchlist]]
            app = "com.openai.chat"
            milestones = [3000]
            [[source]]
            from = "appfigures:ranks/us,jp"
            authorization = "env:TOKEN"
            headers = { X-Client-Key = "env:KEY" }
            ids = { 280598515284 = "1559935726" }
            history = "60d"
            """
        let folder = try TemporaryFolder()
        let loaded = try LoadedConfiguration(file: URL(fileURLWithPath: try folder.write(text, to: "config.toml")))
        let set = loaded.configuration
        #expect(set.watchlist.map(\.name) == ["Mint Weather", nil] && set.milestones == [2000, 3000])
        #expect(set.watchlistApps.map(\.text) == ["1559935726", "com.example.mint", "com.openai.chat"])
        #expect(set.watchlistLine != nil && loaded.settings == 11)
        let source = try #require(set.sources.first)
        #expect(source.headers == [HeaderSetting("X-Client-Key", .environment("KEY"))] && source.historyDays == 60)
        #expect(source.appIDs == ["280598515284": Fixtures.app("1559935726")])
        var other = set
        other.watchlist[0].name = "Mint"
        #expect(other.changes(since: set).settings == ["[[watchlist]]"])
    }
}
