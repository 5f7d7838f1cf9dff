import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("The configuration file")
struct ConfigurationTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [IngestError] {
        let fault = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return fault?.errors ?? []
    }

    @Test("what it does not say stays as it is")
    func defaults() throws {
        #expect(try configuration("") == Configuration())
        #expect(try configuration("[archive]\n[store]\n") == Configuration())
        let set = try configuration("[archive]\nkeep = \"400d\"\n[store]\nmemory = \"500 MB\"\n")
        #expect(set.keep == Int64(34_560_000))
        #expect(set.memory == 500_000_000)
    }

    @Test("everything that can be set")
    func everything() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("Bearer sesame\n", to: "secret")
        #expect(chmod(secret, 0o600) == 0)
        let text = """
            [[source]]
            from = "feeds/today"
            every = "1h30m"
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
            every = "5m"
            requests_per_minute = "unlimited"
            connections = 64
            [watch]
            apps = ["6744034028", "com.openai.chat", "6744034028"]
            [archive]
            path = "history.sqlite"
            keep = "forever"
            """
        let file = URL(fileURLWithPath: try folder.write(text, to: "config.toml"))
        let set = try Configuration(file: file)
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        #expect(set.archive == folder.url.path + "/history.sqlite")
        #expect(set.keep == nil)
        #expect(set.polling.every == 300)
        #expect(set.polling.requestsPerMinute == nil)
        #expect(set.polling.connections == 64)
        #expect(set.watchlistApps.map(\.text) == ["6744034028", "com.openai.chat"])
        var first = SourceSettings(from: folder.url.path + "/feeds/today", every: 5400)
        first.mapping = home + "/mappings/mine.toml"
        first.authorization = .file(secret)
        first.storefront = Storefront(stored: "jp")
        first.chart = .topFree
        first.genre = try GenreText("6008")
        var second = SourceSettings(from: "https://example.com/chart.json?key=1", every: 300)
        second.authorization = .environment("CHART_KEY")
        second.chart = ChartKind("movers")
        #expect(set.sources == [first, second])
        let reading = try LoadedConfiguration(file: file)
        #expect(reading.settings == 16 && reading.sources == 2)
        #expect(try first.authorization?.secret(environment: [:]) == "Bearer sesame")
    }

    @Test(
        "what means nothing is named",
        arguments: [
            (
                "[archive]\nkept = \"1d\"",
                "line 2, column 1, [archive], “kept”: means nothing here; did you mean “keep”?"
            ),
            ("[archive]\nx = 1", "line 2, column 1, [archive], “x”: means nothing here; there is path, keep"),
            ("[archiv]\nkeep = \"1d\"", "line 1, column 2, “archiv”: means nothing here; did you mean “archive”?"),
            ("[zzz]", "“zzz”: means nothing here; there is archive, store, polling, watch, look, keys, source"),
            ("[polling]\nintervall = \"1m\"", "“intervall”: means nothing here; did you mean “every”?"),
            (
                "[archive]\nkeep = \"10\"",
                "line 2, column 8, [archive], “keep”: “10” is not a length of time such as 400d"
            ),
            ("[archive]\nkeep = 10", "[archive], “keep”: is not text"),
            ("[archive]\nkeep = \"0d\"", "“0d” is not a length of time"),
            ("[archive]\nkeep = \"99999999999999999w\"", "is not a length of time"),
            ("[store]\nmemory = \"much\"", "[store], “memory”: “much” is not an amount such as 1GB, at least 1MB"),
            ("archive = 3", "line 1, column 11, “archive”: is not a table"),
            ("[archive\n", "line 1, column 9"),
            (
                "[polling]\nrequests_per_minute = 0",
                "line 2, column 23, [polling], “requests_per_minute”: is not a whole"
            ),
            ("[polling]\nrequests_per_minute = \"lots\"", "is not a whole number from 1 to 100000, nor \"unlimited\""),
            ("[polling]\nconnections = 65", "[polling], “connections”: is not a whole number from 1 to 64"),
            ("[polling]\nevery = \"9s\"", "“9s” is not a length of time from 10s to 7d, such as 15m"),
            ("[polling]\nevery = \"169h\"", "is not a length of time from 10s to 7d"),
            ("[polling]\nevery = \"99999999999999999999w\"", "is not a length of time from 10s to 7d"),
            ("[[source]]\nevery = \"1m\"", "line 1, column 3, [[source]] 1: “from” is missing"),
            (
                "[[source]]\nfrom = \"appstore:ja/top-free\"",
                "[[source]] 1, “from”: unknown storefront \"ja\"; did you mean jp (Japan)?"
            ),
            ("[[source]]\nfrom = \"ftp://x\"", "only http and https addresses can be fetched"),
            ("[[source]]\nfrom = \"-\"", "standard input can be named on the command line only"),
            (
                "[[source]]\nfrom = \"/x\"\nstorefront = \"ja\"",
                "line 3, column 14, [[source]] 1, “storefront”: unknown storefront \"ja\""
            ),
            ("[[source]]\nfrom = \"/x\"\nchart = \"top-fre\"", "“top-fre” is no chart; did you mean top-free"),
            (
                "[[source]]\nfrom = \"/x\"\ngenre = \"gamez\"",
                "unknown genre \"gamez\"; did you mean games?"
            ),
            (
                "[[source]]\nfrom = \"appstore:us/top-free\"\n[[source]]\nfrom = \"appstore:usa/top-free\"",
                "line 4, column 8, [[source]] 2, “from”: is the same as of [[source]] 1"
            ),
            ("source = [1]", "line 1, column 11, “source”: holds something that is not a table"),
            ("[watch]\napps = [\"1\",\n  \"a b\"]", "line 3, column 3, [watch], “apps”: \"a b\" isn't an app id"),
            ("[watch]\napps = [\"1\", 2]", "line 2, column 14, [watch], “apps”: holds something that is not text"),
        ]
    )
    func faults(text: String, sentence: String) throws {
        let errors = try errors(text)
        #expect(errors.count == 1)
        #expect(errors.first?.description.contains(sentence) == true, "\(errors)")
    }

    @Test("all faults at once, in the order of the file")
    func allFaults() throws {
        let text = """
            [[source]]
            every = "1s"
            url = "x"
            [polling]
            connections = 0
            every = 3
            [[source]]
            from = "-"
            [other]
            """
        let lines = try errors(text).map { ($0.location ?? "").prefix { $0 != "," } }
        #expect(lines == ["line 1", "line 2", "line 3", "line 5", "line 6", "line 8", "line 9"])
    }

    @Test(
        "a secret in the file is refused and not repeated",
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
            // The name of a file is no secret.
            if line.contains("file:") { continue }
            for part in ["sesame", "'s'", "'se'", "'fs'", "\\s"] {
                #expect(!errors.description.contains(part), "\(errors)")
            }
        }
        #expect(try !errors("[[source]]\nfrom = \"https://me:sesame@example.com/\"").description.contains("sesame"))
    }

    @Test("a secret's file is closed to others, and there", arguments: [0o644, 0o640, 0o604, 0o660] as [mode_t])
    func openSecret(mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write("Bearer sesame", to: "secret")
        let text = "[[source]]\nfrom = \"/x\"\nauthorization = \"file:\(secret)\""
        #expect(chmod(secret, mode) == 0)
        let first = try #require(errors(text).first).description
        #expect(first.contains("line 3, column 17, [[source]] 1, “authorization”: \(secret): can be read by others"))
        #expect(first.contains("chmod 600"))
        #expect(throws: IngestError.self) { try Authorization.file(secret).secret(environment: [:]) }
        #expect(chmod(secret, 0o400) == 0)
        #expect(try configuration(text).sources.count == 1)
        try FileManager.default.removeItem(atPath: secret)
        #expect(try errors(text).description.contains("there is no such file"))
    }

    @Test("a secret is one line of ASCII", arguments: ["a\r\nHost: b", "a\nb", "", "ü", "a\u{0}"])
    func unfitSecret(text: String) throws {
        let error = #expect(throws: IngestError.self) {
            try Authorization.environment("KEY").secret(environment: ["KEY": text])
        }
        #expect(error?.description.contains("KEY") == true)
        #expect(text.isEmpty || error?.description.contains(text) == false)
    }

    @Test("what is no file of settings")
    func noFile() throws {
        let folder = try TemporaryFolder()
        func problem(_ name: String) throws -> String? {
            let file = folder.url.appendingPathComponent(name)
            let fault = #expect(throws: ConfigurationErrors.self) { _ = try Configuration(file: file) }
            return fault?.errors.map(\.problem).joined()
        }
        try Data([0x61, 0xFF]).write(to: folder.url.appendingPathComponent("latin.toml"))
        try folder.write(String(repeating: "#", count: 1_000_001), to: "large.toml")
        try folder.write(String(repeating: "#", count: 1_000_000), to: "fitting.toml")
        #expect(mkfifo(folder.url.appendingPathComponent("pipe").path, 0o600) == 0)
        #expect(try problem("nothing") == "there is no such file")
        #expect(try problem("latin.toml") == "cannot be read as UTF-8 text")
        #expect(try problem("large.toml") == "has more than the 1000000 bytes that are read")
        #expect(try problem("pipe") == "is no ordinary file")
        #expect(try problem(".") == "is a folder")
        #expect(try Configuration(file: folder.url.appendingPathComponent("fitting.toml")) == Configuration())
    }
}

@Suite("The settings as they are written out")
struct ConfigurationTemplateTests {
    /// As a person would: every `#` before a setting taken away.
    private var uncommented: String {
        ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? $0.dropFirst() : $0 }.joined(separator: "\n")
    }

    @Test("the file sets nothing as it is, and with its comments taken away everything to the default")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        for (text, settings) in [(ConfigurationTemplate.text, 0), (uncommented, 20)] {
            let file = URL(fileURLWithPath: try folder.write(text, to: "config.toml"))
            let reading = try LoadedConfiguration(file: file)
            #expect(reading.configuration == Configuration())
            #expect(reading.settings == settings)
        }
    }

    @Test("the page in the documentation shows that file")
    func page() throws {
        let page = Fixtures.repository.appendingPathComponent("docs/formats/config-file.md")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("```toml\n\(ConfigurationTemplate.text)```\n"))
    }
}

@Suite("What changed between two configurations")
struct ConfigurationChangeTests {
    @Test("nothing, where nothing did")
    func same() { #expect(Configuration().changes(since: Configuration()).isEmpty) }

    @Test("sources by what they are read from, settings by name")
    func changes() {
        var (old, new) = (Configuration(), Configuration())
        let usual = old.sources
        old.sources = [SourceSettings(from: "/a"), SourceSettings(from: "/b"), SourceSettings(from: "/c")]
        var changed = old.sources[1]
        changed.every = 60
        new.sources = [SourceSettings(from: "/d"), changed, old.sources[0]]
        new.keep = 3600
        new.polling.connections = 7
        let change = new.changes(since: old)
        #expect(change.added == [SourceSettings(from: "/d")])
        #expect(change.removed == [SourceSettings(from: "/c")])
        #expect(change.changed == [changed])
        #expect(change.settings == ["[archive] keep", "[polling] connections"])
        #expect(Configuration().changes(since: old).added == usual)
    }
}
