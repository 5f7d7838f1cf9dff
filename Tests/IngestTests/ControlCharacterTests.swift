import Alerts
import Foundation
import Ingest
import TestSupport
import Testing

@Suite("Control characters in the settings")
struct ControlCharacterTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [IngestError] {
        let fault = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return fault?.errors ?? []
    }

    @Test(
        "a control character in any text of the settings is an error at its place",
        arguments: [
            ("[archive]\npath = \"a\\u0000b\"", "line 2, column 10, [archive], “path”", "U+0000"),
            ("[archive]\npath = \"\"\"\n/a\n\"\"\"", "line 3, column 3, [archive], “path”", "U+000A"),
            ("[archive]\npath = 'a\tb'", "line 2, column 10, [archive], “path”", "U+0009"),
            ("[archive]\npath = \"a\\U00000085\"", "line 2, column 10, [archive], “path”", "U+0085"),
            ("[[source]]\nfrom = \"http://x/\\u0000\"", "line 2, column 18, [[source]] 1, “from”", "U+0000"),
            (
                "[[source]]\nfrom = \"/x\"\nmapping = \"m\\u001B\"", "line 3, column 13, [[source]] 1, “mapping”",
                "U+001B"
            ),
            (
                "[[source]]\nfrom = \"/x\"\nauthorization = \"env:A\\u0000B\"",
                "line 3, column 23, [[source]] 1, “authorization”", "U+0000"
            ),
            ("[watch]\napps = [\"1\", \"2\\u0000\"]", "line 2, column 16, [watch], “apps”", "U+0000"),
            ("[look]\ntheme = \"dark\\u0000\"", "line 2, column 14, [look], “theme”", "U+0000"),
            ("[keys]\nfilter = \"f\\u0000\"", "line 2, column 12, [keys], “filter”", "U+0000"),
            (
                "[[alert]]\nwhen = \"rank <= 1\"\ncommand = [\"x\", \"\"\"a\n\tb\\u0000\"\"\"]",
                "line 4, column 3, [[alert]] 1, “command”", "U+0000"
            ),
        ]
    )
    func control(text: String, place: String, name: String) throws {
        let errors = try errors(text)
        let sentence = "\(place): holds a control character, \(name); remove it"
        #expect(errors.count == 1 && errors.first?.description.hasSuffix(sentence) == true, "\(errors)")
    }

    @Test("text that is meant to have lines may have them, and a line break that TOML takes away is none")
    func lines() throws {
        let text = """
            [archive]
            path = \"\"\"
            /a\\
            b\"\"\"
            [[alert]]
            when = "rank <= 1"
            say = "a\\n\\tb"
            command = ["x", \"\"\"
            a
            b\"\"\"]
            """
        let set = try configuration(text)
        #expect(set.archive == "/ab")
        #expect(set.alerts.first?.command.map(\.text) == ["x", "a\nb"])
    }
}
