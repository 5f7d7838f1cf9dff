import Canvas
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Pickers")
struct PickerTests {
    private func market(_ size: Size = Size(columns: 80, rows: 24)) -> DashboardState {
        Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: size)
    }

    private func picker(_ state: DashboardState) -> Picker? {
        if case .picker(let picker) = state.mode { picker } else { nil }
    }

    @Test(
        "typing in a picker narrows it to the choices that match",
        arguments: [
            ("c", "ger", ["DE"]), ("c", "jp", ["JP"]), ("s", "gain", ["move: change, ranks gained"]),
            ("s", "dev", ["developer"]),
            ("d", "7", ["7 days"]), ("T", "lig", ["light"]), ("T", "zz", []),
        ] as [(Key, String, [String])]
    )
    func filtering(menu: Key, text: String, labels: [String]) {
        var state = market()
        state.press(menu)
        for character in text { state.press(.character(character)) }
        #expect(picker(state)?.shown.map(\.label) == labels)
    }

    @Test("in a picker, letters that are keys on the page are typed, and Enter selects the best match")
    func letters() {
        var state = market()
        state.press("s", "g", "r", "o", "w")
        #expect(picker(state)?.text == "grow")
        state.press(.enter)
        #expect(state.route.sort?.column == "growth")
    }

    @Test("Backspace in a picker restores choices; Esc clears the text, then closes the picker")
    func escape() {
        var state = market()
        state.press("c")
        let before = picker(state)
        state.press("u", "s")
        #expect(picker(state)?.shown.count == 1)
        state.press(.backspace, .backspace)
        #expect(picker(state)?.shown.count == 3)
        state.press("j", .escape)
        #expect(picker(state) == before)
        state.press(.escape)
        #expect(state.mode == .page)
    }

    @Test("in a picker without text, Left, Backspace, Ctrl-C and Esc close it, and Right selects")
    func arrows() {
        for key: Key in [.left, .backspace, .control("c"), .escape] {
            var state = market()
            state.press("c", key)
            #expect(state.mode == .page, "\(key)")
        }
        var state = market()
        state.press("c", .up, .right)
        #expect(state.mode == .page)
        #expect(state.route.chart?.storefront.code == "jp")
    }

    @Test("Enter in a picker without matches does nothing")
    func nothing() {
        var state = market()
        state.press("T", "z", "z", .enter)
        #expect(picker(state)?.shown.isEmpty == true)
    }

    @Test("text pasted into a picker filters the choices and doesn't select one")
    func paste() {
        var state = market()
        state.press("c")
        #expect(state.apply(.paste("germany\n")) == [])
        #expect(picker(state)?.shown.map(\.label) == ["DE"])
    }

    @Test("the title of a picker stays in the same row while text is typed")
    func stability() {
        var state = market()
        state.press("T")
        let top = state.frame(theme: .mono).lines.firstIndex { $0.contains("── theme") }
        state.press("l", "i", "g")
        #expect(state.frame(theme: .mono).lines.firstIndex { $0.contains("── theme") } == top)
    }

    @Test("a filtered picker matches its golden screen")
    func picture() {
        var state = market()
        state.press("T", "i")
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "picker-filtered-80x24") == nil)
    }
}
