public import Foundation
public import Input
public import Market

/// A source of snapshots, as named on the command line or in the settings.
public enum SourceName: Hashable, Sendable {
    case file(String)
    /// A folder, which is polled for new snapshots.
    case folder(String)
    case web(URL)
    case standardInput
    /// The ratings of the apps on the watchlist, in some storefronts of the App Store.
    case ratings([Storefront])
    /// The reviews of the apps on the watchlist, in some storefronts of the App Store.
    case reviews([Storefront])
    /// The sales reports of a vendor, from App Store Connect.
    case sales(vendor: String)
    /// A report of Appfigures.
    case appfigures(AppfiguresReport)

    /// Parses a source name: `-`, a URL, an App Store source (`appstore:us/top-free/6014`,
    /// `appstore:japan/top-free/games`, `appstore:ratings/us,jp`, `appstore:reviews/us,jp`),
    /// `appstoreconnect:sales/85001234`, `appfigures:ranks/us,jp` or a path.
    ///
    /// - Throws: An error if the text is invalid. Its message omits the passwords and queries of URLs.
    public init(_ text: String) throws(InputError) {
        if text == "-" {
            self = .standardInput
        } else if let storefronts = try StorefrontsName.ratings.storefronts(in: text) {
            self = .ratings(storefronts)
        } else if let storefronts = try StorefrontsName.reviews.storefronts(in: text) {
            self = .reviews(storefronts)
        } else if SalesName.matches(text) {
            self = .sales(vendor: try SalesName.vendor(in: text))
        } else if AppfiguresReport.matches(text) {
            self = .appfigures(try AppfiguresReport(text))
        } else if let url = try Self.address(text) {
            self = .web(url)
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
                throw InputError(text, "no such file or folder")
            }
            self = isFolder.boolValue ? .folder(text) : .file(text)
        }
    }

    /// Returns the URL for a source name, or `nil` if the name is a path.
    package static func address(_ text: String) throws(InputError) -> URL? {
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            guard let url = URL(string: text), url.host?.isEmpty == false else {
                throw InputError(withoutSecrets(text), "invalid URL")
            }
            return url
        }
        if let storefronts = try StorefrontsName.ratings.storefronts(in: text) {
            return AppLookup.address(of: storefronts)
        }
        if let storefronts = try StorefrontsName.reviews.storefronts(in: text) {
            return ReviewFeedURL.address(of: storefronts)
        }
        if SalesName.matches(text) {
            return SalesName.address(ofVendor: text == SalesName.prefix ? "" : try SalesName.vendor(in: text))
        }
        if AppfiguresReport.matches(text) { return try AppfiguresReport(text).address }
        if text.hasPrefix(AppStoreFeed.prefix) { return try AppStoreFeed.address(of: text) }
        guard !text.contains("://") else {
            throw InputError(withoutSecrets(text), "unsupported URL scheme; use http or https")
        }
        return nil
    }

    /// Returns an unparsable URL without its user, password, query and fragment.
    private static func withoutSecrets(_ text: String) -> String {
        guard let scheme = text.range(of: "://") else { return text }
        let rest = text[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        return "\(text[..<scheme.upperBound])\(host)"
    }

    /// The name shown on screens and in errors: the name of an App Store source, or the URL without user, password,
    /// query and fragment, which may contain secrets.
    public var label: String {
        switch self {
        case .file(let path), .folder(let path): path
        case .standardInput: "standard input"
        case .ratings(let storefronts): StorefrontsName.ratings.text(storefronts)
        case .reviews(let storefronts): StorefrontsName.reviews.text(storefronts)
        case .sales(let vendor): SalesName.text(vendor: vendor)
        case .appfigures(let report): report.text
        case .web(let url): AppStoreFeed.name(of: url) ?? url.withoutSecrets
        }
    }

    /// Whether the source may provide charts, and not only ratings, reviews or counts.
    package var providesCharts: Bool {
        switch self {
        case .ratings, .reviews, .sales: false
        case .appfigures(let report): report.providesCharts
        case .web, .file, .folder, .standardInput: true
        }
    }

    /// Whether polling the source sends requests to a host.
    package var hasHost: Bool {
        switch self {
        case .web, .ratings, .reviews, .sales, .appfigures: true
        case .file, .folder, .standardInput: false
        }
    }
}
