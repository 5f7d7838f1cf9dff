import Foundation
import Settings
import TestSupport
import Testing

@Suite("Config file template")
struct ConfigurationTemplateTests {
    /// The template with every `#` before a setting removed.
    private var uncommented: String {
        ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? $0.dropFirst() : $0 }.joined(separator: "\n")
    }

    @Test("the template sets nothing, and with its settings uncommented, everything to the default")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        for (text, settings) in [(ConfigurationTemplate.text, 0), (uncommented, 20)] {
            let file = URL(fileURLWithPath: try folder.write(text, to: "config.toml"))
            let loaded = try LoadedConfiguration(file: file)
            #expect(loaded.configuration == Configuration())
            #expect(loaded.settings == settings)
        }
    }

    @Test("the documentation contains the template")
    func documentation() throws {
        let page = Fixtures.repository.appendingPathComponent("docs/formats/config-file.md")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("```toml\n\(ConfigurationTemplate.text)```\n"))
    }
}
