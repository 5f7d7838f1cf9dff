import Canvas
import History
import Market

/// The name of a compared launch, in full and in shorter forms.
struct CompareName: Hashable, Sendable {
    let base: String
    /// The qualifier that distinguishes launches with the same base name: "surge 2026"; empty if none is needed.
    private(set) var qualifier: String
    /// A short qualifier: "'26".
    private(set) var shortQualifier: String

    init(_ base: String, qualifier: String = "", shortQualifier: String = "") {
        self.base = base
        self.qualifier = qualifier
        self.shortQualifier = shortQualifier
    }

    /// Creates the name of an app, with the store if the app is in both.
    init(of app: AppID, in data: LedgerSnapshot, asOf instant: Timestamp) {
        let isInBoth = data.watchedCounterpart(of: app) != nil
        self.init(
            data.name(of: app, asOf: instant),
            qualifier: isInBoth ? app.store.name : "",
            shortQualifier: isInBoth ? (app.store == .googlePlay ? "Play" : "App") : ""
        )
    }

    /// The full name: "Claude (surge 2026)".
    var full: String { qualifier.isEmpty ? base : "\(base) (\(qualifier))" }

    /// Returns the name truncated to `width` columns. The base name is truncated before the qualifier.
    func fitted(to width: Int) -> String {
        guard displayWidth(full) > width, !qualifier.isEmpty else { return DisplayText(full).fitted(to: width).text }
        for tail in [" (\(qualifier))", " \(shortQualifier)"] where displayWidth(tail) + 4 <= width {
            return DisplayText(base).fitted(to: width - displayWidth(tail)).text + tail
        }
        return DisplayText(full).fitted(to: width).text
    }

    /// Returns the names, with ids added to those that would otherwise be equal.
    static func disambiguated(_ names: [CompareName], ids: [String]) -> [CompareName] {
        let counts = Dictionary(names.map { ($0.full, 1) }, uniquingKeysWith: +)
        return zip(names, ids).map { name, id in
            guard counts[name.full] ?? 0 > 1 else { return name }
            var name = name
            name.qualifier = name.qualifier.isEmpty ? id : "\(name.qualifier), \(id)"
            name.shortQualifier = "…\(id.suffix(4))"
            return name
        }
    }
}
