import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Exports of time ranges")
struct ExportRangeTests {
    private static let size = Size(columns: 118, rows: 60)

    private func lines(_ state: inout DashboardState, as format: String = "csv") throws -> [String] {
        state.press("E", .control("u"))
        for character in "export \(format) out" { state.press(.character(character)) }
        guard case .write(_, let text)? = state.press(.enter).first else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    private func message(_ state: inout DashboardState) -> String {
        _ = state.apply(.written(file: "/home/me/out"))
        return state.message ?? ""
    }

    // MARK: App

    @Test("exporting an App page writes ranks in the order of the page's charts, up to the page's instant")
    func app() throws {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size)
        state.press("j", .enter)
        let report = try #require(state.appReport)
        let rows = try lines(&state)
        #expect(rows.count == 1 + report.charts.reduce(0) { $0 + report.observedRanks(in: $1).count })
        #expect(message(&state) == "exported \(rows.count - 1) rows to out")
        let codes = rows.dropFirst().map { String($0.split(separator: ",", omittingEmptySubsequences: false)[2]) }
        let order = codes.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        #expect(order == report.charts.map(\.storefront.code) && order.count > 1)
        #expect(rows.dropFirst().allSatisfy { $0 < "2026-03-05T12:00:01Z" })
    }

    @Test("a zoomed App page exports only the visible time range, and the message counts the rows")
    func zoomed() throws {
        var state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size)
        state.press("j", .enter)
        let all = try lines(&state).count - 1
        state.press("+", "+")
        let window = state.chartWindow
        let rows = try lines(&state)
        #expect(rows.count > 1 && rows.count - 1 < all)
        #expect(
            rows.dropFirst().allSatisfy { $0 >= window.start.iso8601 && $0.prefix(20) <= window.end.iso8601.prefix(20) }
        )
        #expect(message(&state).hasPrefix("exported \(rows.count - 1) of \(all) rows ("))
        let json = try #require(try lines(&state, as: "json").first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let points = try #require(object["ranks"] as? [[String: Any]]).flatMap { $0["points"] as? [[Any]] ?? [] }
        #expect(points.count == rows.count - 1)
    }

    @Test("exporting a launch replay as CSV gives the same text as `launchtop show` at that instant")
    func launch() throws {
        var state = try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.size)
        let launch = try Fixtures.launch("sora")
        let whole = PageExport.launch(launch, in: state.library, asOf: state.instant, as: .csv)
        #expect(try lines(&state).joined(separator: "\n") == whole)
    }

    // MARK: Compare

    private func comparison() throws -> DashboardState {
        var state = DashboardState.showingComparison(
            [.launch("sora"), .launch("chatgpt")],
            data: LedgerSnapshot(),
            library: try Dashboards.library(),
            at: Fixtures.time("2026-10-08T23:59:59Z")
        )
        _ = state.apply(.resize(Self.size))
        return state
    }

    @Test("a comparison exports the columns of the current view: total, daily or rank")
    func view() throws {
        var state = try comparison()
        #expect(try lines(&state)[0].hasPrefix("day,sora,sora minimum,sora maximum,sora scope,chatgpt,"))
        state.press("v")
        let daily = try lines(&state)
        #expect(daily[0].hasPrefix("day,sora daily,sora daily minimum,"))
        let added = state.compareReport?.curves[0].own?.added(on: 1)
        #expect(
            daily[2].split(separator: ",", omittingEmptySubsequences: false)[2] == "\(Int(added?.lowerBound ?? -1))"
        )
        state.press("v")
        let ranks = try lines(&state)
        #expect(ranks[0] == "day,sora rank,chatgpt rank" && ranks.count > 2)
    }

    @Test("a comparison exports its launches in the same order as on the page")
    func order() throws {
        var state = DashboardState.showingComparison(
            [.launch("chatgpt"), .launch("sora")],
            data: LedgerSnapshot(),
            library: try Dashboards.library(),
            at: Fixtures.time("2026-10-08T23:59:59Z")
        )
        _ = state.apply(.resize(Self.size))
        #expect(try lines(&state)[0].hasPrefix("day,chatgpt,"))
    }

    @Test("a zoomed comparison exports only the visible days, and the message counts the rows")
    func ages() throws {
        var state = try comparison()
        let all = try lines(&state).count - 1
        state.press("+", "+", "+")
        let ages = try #require(state.route.ages)
        let days = try lines(&state).dropFirst().compactMap { Int64($0.prefix { $0 != "," }) }
        #expect(!days.isEmpty && days.count < all)
        #expect(days.first == ages.lowerBound / 86_400 && days.last == ages.upperBound / 86_400)
        #expect(message(&state).contains("\(days.count) of \(all) rows (day "))
    }
}
