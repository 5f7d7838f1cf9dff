import Foundation
import Settings
import TestSupport
import Testing

@Suite("Config file template")
struct ConfigurationTemplateTests {
    /// The template without the `#` before each setting.
    private var uncommented: String {
        ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? $0.dropFirst() : $0 }.joined(separator: "\n")
    }

    @Test("the config file template sets no keys, and its uncommented settings equal the defaults")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        for (text, settings) in [(ConfigurationTemplate.text, 0), (uncommented, 30)] {
            let file = URL(fileURLWithPath: try folder.write(text, to: "config.toml"))
            let loaded = try LoadedConfiguration(file: file)
            #expect(loaded.configuration == Configuration())
            #expect(loaded.settings == settings)
        }
    }

    @Test("docs/formats/config-file.md contains the config file template")
    func documentation() throws {
        let page = Fixtures.repository.appendingPathComponent("docs/formats/config-file.md")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("```toml\n\(ConfigurationTemplate.text)```\n"))
    }
}
