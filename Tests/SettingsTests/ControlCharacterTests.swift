import Alerts
import Foundation
import Input
import Settings
import TestSupport
import Testing

@Suite("Control characters in the config file")
struct ControlCharacterTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [InputError] {
        let error = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return error?.errors ?? []
    }

    @Test(
        "a control character in a setting causes an error that gives its position",
        arguments: [
            ("[archive]\npath = \"a\\u0000b\"", ":2:10: [archive] path", "U+0000"),
            ("[archive]\npath = \"\"\"\n/a\n\"\"\"", ":3:3: [archive] path", "U+000A"),
            ("[archive]\npath = 'a\tb'", ":2:10: [archive] path", "U+0009"),
            ("[archive]\npath = \"a\\U00000085\"", ":2:10: [archive] path", "U+0085"),
            ("[[source]]\nfrom = \"http://x/\\u0000\"", ":2:18: [[source]] from", "U+0000"),
            (
                "[[source]]\nfrom = \"/x\"\nmapping = \"m\\u001B\"", ":3:13: [[source]] mapping",
                "U+001B"
            ),
            (
                "[[source]]\nfrom = \"/x\"\nauthorization = \"env:A\\u0000B\"",
                ":3:23: [[source]] authorization", "U+0000"
            ),
            ("[watchlist]\napps = [\"1\", \"2\\u0000\"]", ":2:16: [watchlist] apps", "U+0000"),
            ("[display]\ntheme = \"dark\\u0000\"", ":2:14: [display] theme", "U+0000"),
            ("[keys]\nfilter = \"f\\u0000\"", ":2:12: [keys] filter", "U+0000"),
            (
                "[[alert]]\nwhen = \"rank <= 1\"\ncommand = [\"x\", \"\"\"a\n\tb\\u0000\"\"\"]",
                ":4:3: [[alert]] command", "U+0000"
            ),
        ]
    )
    func controlCharacter(text: String, location: String, name: String) throws {
        let errors = try errors(text)
        let expected = "\(location): contains the control character \(name); remove it"
        #expect(errors.count == 1 && errors.first?.description.hasSuffix(expected) == true, "\(errors)")
    }

    @Test("alert commands may contain line breaks, and a line-ending backslash in a TOML string removes one")
    func lines() throws {
        let text = """
            [archive]
            path = \"\"\"
            /a\\
            b\"\"\"
            [[alert]]
            when = "rank <= 1"
            message = "a\\n\\tb"
            command = ["x", \"\"\"
            a
            b\"\"\"]
            """
        let set = try configuration(text)
        #expect(set.archive == "/ab")
        #expect(set.alerts.first?.command.map(\.text) == ["x", "a\nb"])
    }
}
