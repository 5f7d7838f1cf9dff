import Foundation
import Ingest
import TestSupport
import Testing

@Suite("How things look, in the settings")
struct DisplaySettingsTests {
    private func reading(_ text: String) throws(ConfigurationErrors) -> Configuration {
        guard let folder = try? TemporaryFolder(), let path = try? folder.write(text, to: "config.toml") else {
            preconditionFailure("there is no room for a temporary file")
        }
        return try Configuration(file: URL(fileURLWithPath: path))
    }

    @Test("everything that can be set")
    func everything() throws {
        let text =
            "[look]\ntheme = \"mine\"\nascii = true\ncolor = \"never\"\nzone = \"europe/berlin\"\nmouse = false\n"
        let look = try reading(text).display
        #expect(look.theme == "mine" && look.usesASCII && look.color == .never)
        #expect(look.zone == "Europe/Berlin" && !look.usesMouse)
        #expect(try reading("[look]\n").display == DisplaySettings())
        let change = try reading(text).changes(since: Configuration())
        #expect(
            change.settings == ["[look] theme", "[look] ascii", "[look] color", "[look] zone", "[look] mouse"]
        )
    }

    @Test(
        "what is wrong is named",
        arguments: [
            ("theme = \"../x\"", "line 2, column 9, [look], “theme”: “../x” is no theme's name"),
            ("theme = \"\"", "[look], “theme”: is empty"),
            ("theme = 1", "[look], “theme”: is not text"),
            ("ascii = \"yes\"", "[look], “ascii”: is neither true nor false"),
            ("color = \"allways\"", "“allways” is not auto, always or never"),
            ("zone = \"Europe/Berlim\"", "“Europe/Berlim” is no time zone; did you mean Europe/Berlin?"),
            ("zone = \"Berlin\"", "“Berlin” is no time zone; did you mean Europe/Berlin?"),
            ("zone = \"new york\"", "did you mean America/New_York?"),
            ("zone = \"CEST\"", "“CEST” is no time zone; one is written like Europe/Berlin, UTC or local"),
            ("tz = \"UTC\"", "means nothing here; did you mean “zone”?"),
            ("colour = \"auto\"", "means nothing here; did you mean “color”?"),
            ("mouse = 0", "[look], “mouse”: is neither true nor false"),
        ]
    )
    func faults(line: String, sentence: String) {
        let fault = #expect(throws: ConfigurationErrors.self) { _ = try reading("[look]\n\(line)\n") }
        #expect(fault?.errors.count == 1)
        #expect(fault?.description.contains(sentence) == true, "\(String(describing: fault))")
    }

    @Test(
        "zones by name",
        arguments: [
            ("UTC", "UTC"), ("utc", "UTC"), ("Local", "local"), ("asia/KOLKATA", "Asia/Kolkata"),
            ("US/Pacific", "US/Pacific"), ("GMT+3", nil), ("", nil), ("../../etc/passwd", nil), ("/etc/passwd", nil),
        ] as [(String, String?)]
    )
    func zones(text: String, name: String?) { #expect(TimeZoneName.known(text) == name) }
}
