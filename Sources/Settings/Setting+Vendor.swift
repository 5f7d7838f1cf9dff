import Formats
import Foundation
import Input
import Market
import TOML

/// The settings in a `[[source]]` table for the APIs of vendors.
extension Setting<SourceSettings> {
    /// The maximum number of headers of a source.
    private static let headerLimit = 16
    /// The maximum number of ids of a source. They are part of the URL of a request.
    private static let idLimit = 200
    /// The maximum length of an id that a vendor uses, in bytes.
    private static let idLength = 64
    /// The numbers of days of history that can be requested.
    static let historyRange: ClosedRange<Int64> = 1...400

    static let headers = Setting(
        "headers",
        "{}",
        "More request headers, and where to find their values, such as { \"x-api-key\" = \"env:API_KEY\" }.",
        synonyms: ["http_headers", "request_headers"],
        field: \.headers
    ) { reader, key, location throws(InputError) in
        guard let table = try reader.optionalTable(key) else { return [] }
        guard table.keys.count <= headerLimit else {
            throw reader.error(key, "too many headers: \(table.keys.count); the limit is \(headerLimit)")
        }
        var headers: [HeaderSetting] = []
        for name in table.keys.sorted() {
            try table.rejectControlCharacters(name)
            if let problem = HeaderName.problem(with: name) { throw reader.error(key, problem) }
            if let other = headers.first(where: { $0.name.lowercased() == name.lowercased() }) {
                throw reader.error(key, "duplicate header \(name); already set as \(other.name)")
            }
            guard let value = try secretLocation(table, name, location) else {
                throw reader.error(key, "missing value of header \(name); use \"env:NAME\" or \"file:PATH\"")
            }
            headers.append(HeaderSetting(name, value))
        }
        return headers
    }

    static let appIDs = Setting(
        "ids",
        "{}",
        "Apps by the ids that a vendor uses for them, such as { \"280598515284\" = \"1559935726\" }.",
        synonyms: ["apps", "products", "product_ids"],
        field: \.appIDs
    ) { reader, key, _ throws(InputError) in
        guard let table = try reader.optionalTable(key) else { return [:] }
        guard table.keys.count <= idLimit else {
            throw reader.error(key, "too many ids: \(table.keys.count); the limit is \(idLimit)")
        }
        var apps: [String: AppID] = [:]
        for id in table.keys {
            let isValid = id.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") }
            guard isValid, (1...idLength).contains(id.utf8.count) else {
                throw reader.error(key, "invalid id \(InvalidText.quoted(id)); expected 1 to \(idLength) characters")
            }
            apps[id] = try table.parsed(try table.text(id), id) { text throws(InvalidText) in try AppID.parse(text) }
        }
        return apps
    }

    static let historyDays = Setting(
        "history",
        "\"30d\"",
        "For sources that are polled by date, how much history to request first, from 1d to 400d.",
        synonyms: ["backfill", "days", "since"],
        field: \.historyDays
    ) { reader, key, _ throws(InputError) in
        let seconds = try reader.value(
            key,
            { text in SettingText.keeping(text).flatMap { $0 } },
            "a duration from 1d to 400d, such as 30d"
        )
        guard historyRange.contains(seconds / Day.secondsPerDay) else {
            throw reader.error(key, "expected a duration from 1d to 400d, such as 30d")
        }
        return Int(seconds / Day.secondsPerDay)
    }
}

extension SourceSettings {
    /// Checks that a source at Appfigures has its settings.
    func checkAppfigures(_ reader: TOMLReader) throws(InputError) {
        guard AppfiguresReport.matches(from) else { return }
        let missing = [("authorization", authorization == nil), ("ids", appIDs.isEmpty)].filter(\.1).map(\.0)
        guard missing.isEmpty else {
            throw reader.error("from", "\(from) also needs \(missing.joined(separator: " and ")); see docs/vendors.md")
        }
    }
}
