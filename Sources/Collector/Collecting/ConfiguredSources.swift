import AppStoreConnect
package import Formats
import Foundation
import Input
import Market
package import Settings
import Transport

/// The sources in the settings: those to poll, and those that can't be polled, each with its error.
package struct ConfiguredSources {
    package private(set) var resolved: [ResolvedSource] = []
    package private(set) var unresolved: [UnresolvedSource] = []

    /// Resolves the sources in the settings.
    ///
    /// - Parameter isWanted: A closure that returns whether to resolve the source with a given label.
    package init(
        _ configuration: Configuration,
        _ mappings: MappingFolder,
        where isWanted: (String) -> Bool = { _ in true }
    ) {
        let labels = Self.labels(of: configuration)
        for (settings, label) in zip(configuration.sources, labels) where isWanted(label) {
            do throws(InputError) {
                var source = try Self.source(settings, mappings)
                source.label = label
                resolved.append(source)
            } catch {
                let problem = error.origin == label && error.location == nil ? error.problem : error.description
                unresolved.append(UnresolvedSource(label: label, problem: problem))
            }
        }
    }

    /// The labels of all sources, those to poll first.
    package var labels: [String] { resolved.map(\.label) + unresolved.map(\.label) }

    /// Returns a unique label for each source, in order. URLs are shown without their query, so duplicates get a
    /// number.
    static func labels(of configuration: Configuration) -> [String] {
        var seen: [String: Int] = [:]
        return configuration.sources.map { settings in
            let label = (try? settings.name().label) ?? settings.from
            seen[label, default: 0] += 1
            let number = seen[label] ?? 1
            return number > 1 ? "\(label) (\(number))" : label
        }
    }

    /// Returns whether a name on the command line means the source with a label. The vendor number of a source of sales
    /// reports can be omitted.
    fileprivate static func isMeant(_ label: String, by name: String) -> Bool {
        label == name || (name == SalesName.prefix && label.hasPrefix(name + "/"))
    }

    private static func source(
        _ settings: SourceSettings,
        _ mappings: MappingFolder
    ) throws(InputError) -> ResolvedSource {
        let name = try settings.name()
        let names = ChartDefaults(storefront: settings.storefront, kind: settings.chart, genre: settings.genre)
        let environment = ProcessInfo.processInfo.environment
        var decoder = SnapshotDecoder(defaults: names, mapping: try mapping(settings, of: name, mappings))
        decoder.appIDs = settings.appIDs
        let authorization = try settings.authorization.map { location throws(InputError) in
            headerValue(try location.secret(environment: environment), for: name)
        }
        var headers: [RequestHeader] = []
        for header in settings.headers {
            let value = try header.location.secret(environment: environment, setting: "header \(header.name)")
            headers.append(RequestHeader(header.name, Secret(value)))
        }
        return ResolvedSource(
            name: name,
            label: name.label,
            interval: settings.interval,
            decoder: decoder,
            authorization: authorization,
            headers: headers,
            history: HistorySource(
                name,
                products: settings.appIDs.keys,
                days: settings.historyDays,
                interval: settings.interval
            ),
            credentials: try credentials(settings)
        )
    }

    /// Returns the mapping of a source: the one in the settings, or the bundled one for its reports.
    private static func mapping(
        _ settings: SourceSettings,
        of name: SourceName,
        _ mappings: MappingFolder
    ) throws(InputError) -> Mapping? {
        guard let path = settings.mapping else {
            guard case .appfigures(let report) = name else { return nil }
            return try mappings.mapping(named: report.mapping)
        }
        let exists = FileManager.default.fileExists(atPath: path)
        return try mappings.mapping(named: exists ? path : URL(fileURLWithPath: path).lastPathComponent)
    }

    /// Returns the value of the `Authorization` header. A token for Appfigures is given without its scheme.
    private static func headerValue(_ text: String, for name: SourceName) -> Secret {
        guard case .appfigures = name, !text.contains(" ") else { return Secret(text) }
        return Secret("Bearer \(text)")
    }

    /// Returns the API key of a source at App Store Connect; `nil` for other sources.
    private static func credentials(_ settings: SourceSettings) throws(InputError) -> ConnectCredentials? {
        guard let issuerID = settings.issuerID, let keyID = settings.keyID, let location = settings.privateKey else {
            return nil
        }
        let pem = try location.text(environment: ProcessInfo.processInfo.environment, setting: "private_key")
        var file: String?
        if case .file(let path) = location { file = path }
        return try ConnectCredentials(issuerID: issuerID, keyID: keyID, pem: pem, file: file)
    }
}

/// A source in the settings that can't be polled, such as one with a missing secret.
package struct UnresolvedSource: Hashable, Sendable, CustomStringConvertible {
    /// The name of the source on the screen.
    package var label: String
    /// Error message, without the label and without secrets.
    package var problem: String

    /// Returns whether a name on the command line means this source.
    package func matches(_ name: String) -> Bool {
        ConfiguredSources.isMeant(label, by: name) || (try? SourceName(name).label) == label
    }

    /// The label and the error message.
    package var description: String { "\(label): \(problem)" }
}

extension ResolvedSource {
    /// Returns whether a name on the command line means this source.
    package func matches(_ name: String) -> Bool {
        ConfiguredSources.isMeant(label, by: name) || (try? SourceName(name).label) == label
    }
}
