import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Items marked for comparison")
struct CompareMarksTests {
    @Test("Compare rows show the symbols for launches watched and marked on the Library page")
    func signs() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.press("w", "x", "j", "x", "6")
        let rows = state.frame(theme: .mono).lines.filter { $0.contains("~56,000") || $0.contains("~81,000") }
        #expect(rows.map { $0.prefix(4) }.sorted() == ["│ + ", "│ +*"], "\(rows)")
    }

    @Test("6 says which items it adds to the marked ones, and marks of the last run are compared")
    func additions() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        state.press("6")
        #expect(state.message == "added similar launches: ChatGPT; to remove one, select it and press x")
        state.press(.escape)
        state.userState.marked = [.launch("chatgpt"), .launch("deleted")]
        state.press("6")
        #expect(state.message == "added the selected row, Sora; to remove it, select it here and press x")
        #expect(state.marked == [.launch("sora"), .launch("chatgpt")])
        state.press("x")
        #expect(state.message == "removed Sora" && state.marked == [.launch("chatgpt")])
    }
}
