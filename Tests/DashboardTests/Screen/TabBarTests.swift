import Canvas
import Foundation
import Testing

@testable import Dashboard

@Suite("Tab bar")
struct TabBarTests {
    private func frame(_ columns: Int, _ page: PageID = .app, commands: CommandTable = .standard) -> Frame {
        var frame = Frame(size: Size(columns: columns, rows: 1))
        _ = TabBar(current: page, commands: commands, theme: .mono).draw(in: frame.region, on: &frame)
        return frame
    }

    @Test("the tab bar names all pages if they fit, otherwise the current page and as many neighbors as possible")
    func widths() {
        let names = " 1 My launch  2 Charts [3 App] 4 Countries  5 Library  6 Compare  7 Milestones  8 Sources "
        #expect(frame(90).lines[0].trimmingCharacters(in: .whitespaces) == names.trimmingCharacters(in: .whitespaces))
        #expect(frame(80).lines[0] == " 1 My launch  2 Charts [3 App] 4 Countries  5 Library  6 Compare  7  8")
        #expect(
            frame(80, .myLaunch).lines[0] == "[1 My launch] 2 Charts  3 App  4 Countries  5 Library  6 Compare  7  8"
        )
        #expect(frame(50, .milestones).lines[0] == " 1  2  3  4  5  6 [7 Milestones] 8 Sources")
        #expect(frame(14).lines[0] == " 1  2 [3 App]")
    }

    @Test("the tab bar leaves room for the navigation path unless all names fit")
    func reserved() {
        for (columns, expected) in [(80, " 1  2 Charts [3 App] 4 Countries  5  6  7  8"), (90, " 1 My launch")] {
            var frame = Frame(size: Size(columns: columns, rows: 1))
            let bar = TabBar(current: .app, commands: .standard, theme: .mono)
            let used = bar.draw(in: frame.region, reserved: 30, on: &frame)
            #expect(frame.lines[0].hasPrefix(expected), "\(frame.lines[0])")
            #expect(columns == 90 || used <= 50)
        }
    }

    @Test("clicking a tab in the tab bar has the same effect as pressing its key")
    func clicks() {
        let frame = frame(80)
        #expect(frame.clickTarget(at: Point(x: 1, y: 0))?.kind == .key("1"))
        #expect(frame.clickTarget(at: Point(x: 24, y: 0))?.kind == .key("3"))
        #expect(frame.clickTarget(at: Point(x: 70, y: 0))?.kind == .key("8"))
        #expect(frame.clickTarget(at: Point(x: 76, y: 0)) == nil)
    }
}
