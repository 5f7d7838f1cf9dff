import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Market
import TestSupport

/// A benchmark that measures the time from a key press to the next frame on every page, the time to filter many
/// apps, the CPU use of playing history, and the bytes sent per key. The ledger has a month of sixty hourly charts with
/// 200 entries each.
struct PagesBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: "Measure the time from key to frame on every page, filters, playing, and the bytes sent per key."
    )

    func run() throws {
        let ledger = BigMarket.ledger(storefronts: 20, hours: 720)
        Figure("pages_points", Double(BigMarket.points(storefronts: 20, hours: 720)), "points").print()
        let library = try Dashboards.library()
        func opened(isLive: Bool) -> DashboardState {
            let now = BigMarket.end(hours: 720)
            var state = DashboardState.openingCharts(ledger, library: library, now: now, isLive: isLive)
            _ = state.apply(.resize(Size(columns: 200, rows: 60)))
            return state
        }
        measurePages(opened(isLive: true))
        measureWatchlist(library: library)
        measureSeeking(opened(isLive: false))
        FilterFigures().measure()
        measurePlaying(opened(isLive: false))
        try KeyBytes().measure()
    }

    /// Measures the time from a key that moves the selection to the next frame, on every page.
    private func measurePages(_ start: DashboardState) {
        let blank = median(of: 200) { _ = Frame(size: Size(columns: 200, rows: 60)) }
        for page in PageID.all {
            var state = start
            state.press("j", "j")
            if page == .compare { state.press("x", "j", "x") }
            if page == .milestones { state.press("w", "j", "w", "j", "w", "j", "w") }
            state.press(page.key)
            precondition(state.route.page == page, "\(page) was not reached")
            measureKeyToFrame(in: state, "\(page.name)_200x60", blank: blank.p50)
        }
    }

    /// Measures the My launch page with 20 apps in 20 storefronts and two charts each over a week: the time from a key
    /// to the next frame, and from a new snapshot to the next frame.
    private func measureWatchlist(library: LedgerSnapshot) {
        let hours = 7 * 24
        guard let (ledger, apps, next) = BigMarket.watchlist(storefronts: 20, hours: hours) else { return }
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)] {
            var state = DashboardState.openingCharts(
                ledger.snapshot,
                library: library,
                now: BigMarket.end(hours: hours),
                isLive: true
            )
            for app in apps { state.userState.watch(WatchedApp(app)) }
            _ = state.apply(.resize(size))
            state.press("1")
            precondition(state.route.page == .myLaunch, "My launch was not reached")
            for (name, keys) in [("row", [Key.down, .up]), ("app", [Key.character("J"), .character("K")])] {
                var count = 0
                let times = percentiles(of: 400) {
                    count += 1
                    state.press(keys[count % 2])
                    _ = state.frame(theme: .dark)
                }
                print(times, "my_launch_key_to_frame_\(name)_\(size.columns)x\(size.rows)_ms")
            }
            var later = ledger
            later.append(next)
            let snapshots = [later.snapshot, ledger.snapshot]
            var count = 0
            let times = percentiles(of: 200) {
                _ = state.apply(.ledger(snapshots[count % 2]))
                count += 1
                _ = state.frame(theme: .dark)
            }
            print(times, "my_launch_snapshot_to_frame_\(size.columns)x\(size.rows)_ms")
        }
    }

    private func print(_ times: (p50: Double, p95: Double, p99: Double), _ name: String) {
        Figure(name, times.p50 * 1e3, "ms", p95: times.p95 * 1e3, p99: times.p99 * 1e3).print()
    }

    /// Measures the time to seek to a random time in the month and draw the frame.
    private func measureSeeking(_ start: DashboardState) {
        for page in [PageID.charts, .app, .countries] {
            var state = start
            state.press("j", "j", page.key)
            var generator = SeededGenerator(seed: 7)
            let bounds = state.route.playhead.bounds
            let times = percentiles(of: 400) {
                let seconds = Int64.random(in: 0...bounds.duration, using: &generator)
                state.start(at: bounds.start + seconds, speed: nil)
                _ = state.frame(theme: .dark)
            }
            print(times, "seek_to_frame_\(page.name)_200x60_ms")
        }
    }

    /// Measures the share of a CPU core used to play an hour of history per second at 30 frames per second.
    private func measurePlaying(_ start: DashboardState) {
        var state = start
        state.start(at: start.route.playhead.bounds.start, speed: nil)
        state.press("f", ":")
        for character in "speed 3600" { state.press(.character(character)) }
        state.press(.enter, " ")
        let frames = 300
        let time =
            ContinuousClock().measure {
                for _ in 0..<frames {
                    _ = state.apply(.elapsed(milliseconds: 33))
                    _ = state.frame(theme: .dark)
                }
            } / .seconds(1)
        Figure("playing_x3600_share_of_core_percent", time / (Double(frames) / 30) * 100, "%").print()
    }
}
