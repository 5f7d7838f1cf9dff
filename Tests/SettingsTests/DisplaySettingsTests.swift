import Foundation
import Input
import Settings
import TestSupport
import Testing

@Suite("Display settings")
struct DisplaySettingsTests {
    private func reading(_ text: String) throws(ConfigurationErrors) -> Configuration {
        guard let folder = try? TemporaryFolder(), let path = try? folder.write(text, to: "config.toml") else {
            preconditionFailure("can't write a temporary file")
        }
        return try Configuration(file: URL(fileURLWithPath: path))
    }

    @Test("all display settings are decoded, and changes to them are listed by name")
    func everything() throws {
        let text =
            "[display]\ntheme = \"mine\"\nascii = true\ncolor = \"never\"\nzone = \"europe/berlin\"\nmouse = false\n"
            + "reduce_motion = true\n"
        let display = try reading(text).display
        #expect(display.theme == "mine" && display.usesASCII && display.color == .never)
        #expect(display.zone == "Europe/Berlin" && !display.usesMouse && display.reducesMotion)
        #expect(try reading("[display]\n").display == DisplaySettings())
        let change = try reading(text).changes(since: Configuration())
        let keys = ["theme", "ascii", "color (after a restart)", "zone", "mouse", "reduce_motion"]
        #expect(change.settings == keys.map { "[display] \($0)" })
    }

    @Test(
        "an invalid display setting causes one error that states the problem",
        arguments: [
            (
                "theme = \"../x\"",
                ":2:9: [display] theme: invalid theme name \"../x\"; use letters, digits, -, _ and . (not first)"
            ),
            ("theme = \"\"", "[display] theme: must not be empty"),
            ("theme = 1", "[display] theme: expected a string"),
            ("ascii = \"yes\"", "[display] ascii: expected true or false"),
            ("color = \"allways\"", "invalid value \"allways\"; expected auto, always or never"),
            ("zone = \"Europe/Berlim\"", "unknown time zone \"Europe/Berlim\"; did you mean Europe/Berlin?"),
            ("zone = \"Berln\"", "unknown time zone \"Berln\"; did you mean Europe/Berlin?"),
            ("zone = \"Berlin\"", "unknown time zone \"Berlin\"; did you mean Europe/Berlin?"),
            ("zone = \"new york\"", "did you mean America/New_York?"),
            ("zone = \"CEST\"", "unknown time zone \"CEST\"; use a name such as Europe/Berlin, UTC or local"),
            ("tz = \"UTC\"", "unknown key \"tz\" in [display]; did you mean \"zone\"?"),
            ("colour = \"auto\"", "unknown key \"colour\" in [display]; did you mean \"color\"?"),
            ("mouse = 0", "[display] mouse: expected true or false"),
            ("animations = true", "unknown key \"animations\" in [display]; did you mean \"reduce_motion\"?"),
        ]
    )
    func errorText(line: String, expected: String) {
        let error = #expect(throws: ConfigurationErrors.self) { _ = try reading("[display]\n\(line)\n") }
        #expect(error?.errors.count == 1)
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }

    @Test(
        "looking up a time zone name ignores case, and returns nil for an unknown name",
        arguments: [
            ("UTC", "UTC"), ("utc", "UTC"), ("Local", "local"), ("asia/KOLKATA", "Asia/Kolkata"),
            ("US/Pacific", "US/Pacific"), ("GMT+3", nil), ("", nil), ("../../etc/passwd", nil), ("/etc/passwd", nil),
        ] as [(String, String?)]
    )
    func zones(text: String, name: String?) { #expect(TimeZoneName.known(text) == name) }
}
