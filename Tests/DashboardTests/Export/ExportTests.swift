import Canvas
import Foundation
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Exports of lists")
struct ExportTests {
    /// A page with a list, and how its rows are identified.
    struct Listing: Sendable, CustomTestStringConvertible {
        let name: String
        let opened: @Sendable () throws -> DashboardState
        /// Commands that filter and sort the list, so that only some rows remain, in a different order.
        let lines: [String]
        /// The CSV column whose values are also on the screen.
        let column: String
        /// The JSON key of the array of rows; `nil` if the JSON is an array.
        let list: String?
        let key: String

        var testDescription: String { name }
    }

    /// A screen that is too narrow for the detail panel, and tall enough for all rows.
    private static let size = Size(columns: 118, rows: 240)

    static let listings: [Listing] = [
        Listing(
            name: "charts",
            opened: { market() },
            lines: ["/a", ":sort name", ":sort name"],
            column: "name",
            list: "entries",
            key: "name"
        ),
        Listing(
            name: "countries",
            opened: { market("j", "4") },
            lines: ["/re:Japan|Germany", ":sort country", ":sort country"],
            column: "storefront",
            list: "storefronts",
            key: "storefront"
        ),
        Listing(
            name: "leaders",
            opened: { market("4", "v") },
            lines: ["/re:Japan|States", ":sort country", ":sort country"],
            column: "storefront",
            list: "storefronts",
            key: "storefront"
        ),
        Listing(
            name: "library",
            opened: { try library() },
            lines: ["/re:^(chat|sora|grok|gemini)", ":sort name", ":sort name"],
            column: "name",
            list: nil,
            key: "name"
        ),
        Listing(
            name: "milestones",
            opened: { try library("7") },
            lines: ["/re:^(chat|sora|temu|threads)", ":sort total", ":sort total"],
            column: "name",
            list: "counters",
            key: "name"
        ),
        Listing(
            name: "sources",
            opened: { Dashboards.sources(size: size) },
            lines: ["/top", ":sort source", ":sort source"],
            column: "source",
            list: nil,
            key: "source"
        ),
    ]

    private static func market(_ keys: Key...) -> DashboardState {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: size)
        for key in keys { state.press(key) }
        return state
    }

    private static func library(_ keys: Key...) throws -> DashboardState {
        var ledger = Ledger()
        for launch in try Fixtures.launches() { ledger.append(launch) }
        var state = DashboardState.openingLibrary(ledger.snapshot, now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(size))
        for key in keys { state.press(key) }
        return state
    }

    // MARK: Reading the file

    private func written(_ state: inout DashboardState, as format: String) throws -> String {
        state.press("E", .control("u"))
        for character in "export \(format) out" { state.press(.character(character)) }
        let effect = state.press(.enter).first
        guard case .write("out", let text) = effect else { throw ExportFailure(effect: effect) }
        return text
    }

    struct ExportFailure: Error { let effect: Effect? }

    private func csv(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map(fields)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    /// Splits a line into fields. Fields in these tests have no line breaks.
    private func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    private func json(_ text: String, list: String?, key: String) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let rows = list.map { (value as? [String: Any])?[$0] as? [[String: Any]] } ?? value as? [[String: Any]]
        return try #require(rows).map { $0[key] as? String ?? "" }
    }

    // MARK: Reading the screen

    /// Returns the text of each row on the screen, from the top.
    private func rows(_ state: DashboardState) -> [String] {
        let frame = state.frame(theme: .mono)
        var texts: [Int: String] = [:]
        for clickTarget in frame.clickTargets {
            guard case .row(let row) = clickTarget.kind else { continue }
            for y in clickTarget.region.y..<clickTarget.region.y + clickTarget.region.height {
                let cells = clickTarget.region.x..<clickTarget.region.x + clickTarget.region.width
                texts[row, default: ""] += cells.compactMap { frame[$0, y].glyph?.text }.joined() + "\n"
            }
        }
        return texts.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Returns the part of a name that fits in a narrow column.
    private func shown(_ name: String) -> String {
        String(name.replacing("https://", with: "").prefix(14)).trimmingCharacters(in: .whitespaces)
    }

    @Test("a filtered and sorted list exports the rows on the screen in the same order", arguments: listings)
    func filtered(listing: Listing) throws {
        var state = try listing.opened()
        let all = rows(state).count
        state.type(contentsOf: listing.lines)
        // Dropped apps are below the chart and aren't entries.
        let screen = rows(state).filter { row in
            let text = row.drop { $0 == " " }
            return !text.hasPrefix("out") && !text.hasPrefix("?")
        }
        let table = try csv(written(&state, as: "csv")).map { $0[listing.column] ?? "" }
        #expect(!screen.isEmpty && screen.count < all)
        #expect(table.count == screen.count)
        for (row, name) in zip(screen, table) {
            #expect(row.lowercased().contains(shown(name).lowercased()), "\(name) is not in \(row)")
        }
        #expect(try json(written(&state, as: "json"), list: listing.list, key: listing.key) == table)
        #expect(table != table.sorted() || table.count == 1)
        let text = try written(&state, as: "text")
        var rest = text[...]
        for name in table {
            let found = rest.range(of: shown(name), options: .caseInsensitive)
            #expect(found != nil, "\(name) is missing or in another place")
            rest = found.map { text[$0.upperBound...] } ?? rest
        }
    }

    @Test("reversing the sort order of a list changes the order of the exported rows", arguments: listings)
    func reversed(listing: Listing) throws {
        var state = try listing.opened()
        let sort = try #require(listing.lines.last)
        state.type(sort)
        let once = try csv(written(&state, as: "csv")).map { $0[listing.column] ?? "" }
        state.type(sort)
        let again = try csv(written(&state, as: "csv")).map { $0[listing.column] ?? "" }
        #expect(once != again && once.sorted() == again.sorted())
    }

    @Test(
        "exporting a filtered list without matches writes a CSV header and no JSON rows, and reports 0 rows",
        arguments: listings
    )
    func nothing(listing: Listing) throws {
        var state = try listing.opened()
        state.type("/no such thing")
        #expect(try csv(written(&state, as: "csv")).isEmpty)
        _ = state.apply(.written(file: "/home/me/out"))
        let message = try #require(state.message)
        #expect(message.hasPrefix("exported 0 of ") && message.contains(" rows (filter: no such thing) to out"))
        let text = try written(&state, as: "csv")
        #expect(text.hasSuffix("\n") && text.contains(listing.column))
        #expect(try json(written(&state, as: "json"), list: listing.list, key: listing.key) == [])
    }

    // MARK: Charts

    @Test("the message about an export counts the filtered rows and all rows, or reports the failure")
    func message() throws {
        var state = Self.market()
        _ = try written(&state, as: "json")
        _ = state.apply(.written(file: "/home/me/out"))
        let report = try #require(state.chartReport)
        #expect(state.message == "exported \(report.rows.count) rows to out")
        state.type("/#1-20")
        _ = try written(&state, as: "csv")
        _ = state.apply(.written(file: "/home/me/out"))
        #expect(state.message?.hasPrefix("exported 20 of 100 rows (filter: #1-20) to out") == true)
        _ = try written(&state, as: "csv")
        _ = state.apply(.notice("out already exists; give another name"))
        #expect(state.message == "out already exists; give another name")
        state.press("S", .control("u"))
        for character in "a.txt" { state.press(.character(character)) }
        state.press(.enter)
        _ = state.apply(.written(file: "/home/me/a.txt"))
        #expect(state.message == "saved /home/me/a.txt")
    }

    @Test("a filtered chart is exported with partial coverage")
    func coverage() throws {
        var state = Self.market()
        #expect(try csv(written(&state, as: "csv")).allSatisfy { $0["coverage"] == "full" })
        #expect(try written(&state, as: "json").contains("\"complete\":true"))
        state.type("/#1-20")
        #expect(try csv(written(&state, as: "csv")).allSatisfy { $0["coverage"] == "partial" })
        #expect(try written(&state, as: "json").contains("\"complete\":false"))
        // Sorting doesn't make the coverage partial.
        var sorted = Self.market()
        sorted.type(":sort name")
        #expect(try csv(written(&sorted, as: "csv")).allSatisfy { $0["coverage"] == "full" })
    }

    @Test("a filter applies to dropped apps, which JSON exports include and CSV exports omit with a message")
    func dropped() throws {
        var state = Self.market()
        state.type("/out")
        let report = try #require(state.chartReport)
        #expect(!report.dropped.isEmpty && report.apps.isEmpty)
        let ids = try json(written(&state, as: "json"), list: "dropped", key: "app")
        #expect(ids == report.dropped.map(\.app.text))
        #expect(try csv(written(&state, as: "csv")).isEmpty)
        _ = state.apply(.written(file: "/home/me/out"))
        #expect(state.message?.contains("not in CSV; use JSON") == true)
        state.type("/#1-20")
        #expect(try json(written(&state, as: "json"), list: "dropped", key: "app").isEmpty)
    }

    @Test("exported rank changes use the page's change window")
    func window() throws {
        var state = Self.market()
        state.type(":window 1h")
        let report = try #require(state.chartReport)
        let changes = try csv(written(&state, as: "csv")).map { $0["change"] }
        #expect(changes == report.apps.map { $0.change.map(String.init) ?? "" })
        state.type(":window 24h")
        #expect(try csv(written(&state, as: "csv")).map { $0["change"] } != changes)
    }
}

extension DashboardState {
    /// Types lines, each followed by Enter.
    fileprivate mutating func type(contentsOf lines: [String]) { for line in lines { type(line) } }
}
