import Collector
import Formats
import Settings
import Setup

/// Functions that check the sources in the config file: whether their mappings, secrets and keys can be read. Sources
/// aren't polled.
enum SourceFindings {
    /// - Parameter count: The number of sources in the config file.
    static func findings(_ configuration: Configuration, count: Int, _ mappings: MappingFolder) -> [Finding] {
        guard count > 0 else { return [] }
        let sources = ConfiguredSources(configuration, mappings)
        let problems = sources.unresolved.map { Finding(.problem, "sources", $0.description) }
        let summary = "\(sources.resolved.count) of \(count) can be polled; launchtop source test polls them once"
        return [Finding(problems.isEmpty ? .ok : .notice, "sources", summary)] + problems
            + sources.resolved.flatMap(findings)
    }

    /// Returns the findings about the API key of a source at App Store Connect.
    private static func findings(_ source: ResolvedSource) -> [Finding] {
        guard let keyID = source.keyID else { return [] }
        guard let file = source.keyIDInFileName, file != keyID else {
            return [Finding(.ok, "sources", "\(source.label): private key for key \(keyID) can sign tokens")]
        }
        return [
            Finding(
                .problem,
                "sources",
                "\(source.label): key_id is \(keyID), but the file of private_key is named after key \(file)"
            )
        ]
    }
}
