import Canvas
import History
public import Market

extension DashboardState {
    mutating func performOnTime(_ command: Command, _ argument: String) {
        switch command {
        case .play: playOrPause()
        case .stepBack: step { $0.instant(before: $1, of: $2) }
        case .stepForward: step { $0.instant(after: $1, of: $2) }
        case .previousMarker: jump(markers.last { $0.instant < instant }, "before")
        case .nextMarker: jump(markers.first { $0.instant > instant }, "after")
        case .slower: changeSpeed(by: -1)
        case .faster: changeSpeed(by: 1)
        case .speed: setSpeed(argument)
        case .toStart: route.playhead.moveToStart()
        case .toEnd: route.playhead.moveToEnd()
        case .at: argument.isEmpty ? begin(.time) : goTo(argument)
        case .skipQuiet: togglePassing()
        case .stopAtMarkers: toggleStopping()
        case .zoomIn: route.playhead.zoom(by: 0.5)
        case .zoomOut: route.playhead.zoom(by: 2)
        case .zoomFit: route.playhead.zoomToFit()
        case .panLeft: route.playhead.pan(byQuarters: -1)
        case .panRight: route.playhead.pan(byQuarters: 1)
        default: break
        }
    }

    /// Lets real time pass while playing: quiet stretches quickly, and no further than to the next marker where one
    /// wants to stop at each.
    mutating func play(_ milliseconds: Int64) {
        guard isPlaying else { return }
        let before = route.playhead
        let stop = before.stop(after: before.instant)
        let coming = ledger.instant(after: before.instant, of: subject).flatMap { $0 > stop ? nil : $0 }
        route.playhead.advance(
            milliseconds: milliseconds,
            next: skipsQuiet ? coming ?? stop : nil,
            isLast: coming == nil
        )
        let reached = instant
        if stopsAtMarkers, let marker = markers.first(where: { $0.instant > before.instant && $0.instant <= reached }) {
            // What is shown of time did not yet go on to where the step would have led.
            route.playhead = before
            jump(marker, "after")
        }
        // A replay that has caught up with now is live.
        if isLive, !route.isOfLibrary, route.playhead.isAtEnd { route.playhead.moveToEnd() }
    }

    mutating func togglePassing() {
        skipsQuiet.toggle()
        message = skipsQuiet ? "long stretches in which nothing happens pass quickly" : "all time passes alike"
    }

    mutating func toggleStopping() {
        stopsAtMarkers.toggle()
        message = stopsAtMarkers ? "playing stops at each marker" : "playing goes on past markers"
    }

    /// Pausing the live edge is standing still at its newest instant; playing from there is live again.
    private mutating func playOrPause() {
        if isAtLiveEdge {
            route.playhead.move(to: instant)
        } else if isLive, !route.isOfLibrary, route.playhead.isAtEnd {
            route.playhead.moveToEnd()
        } else {
            route.playhead.togglePlaying()
        }
    }

    private mutating func setSpeed(_ text: String) {
        let number = text.hasPrefix("×") || text.hasPrefix("x") ? String(text.dropFirst()) : text
        guard let speed = Int(number), (1...86_400).contains(speed) else {
            message = "“\(text)” is no speed; try 60, 3600 or anything from 1 to 86400"
            return
        }
        route.playhead.setSpeed(speed)
        showSpeed()
    }

    private mutating func changeSpeed(by steps: Int) {
        route.playhead.changeSpeed(by: steps)
        showSpeed()
    }

    private mutating func showSpeed() {
        message = "plays at ×\(route.playhead.speed): \(TimeFormat.age(Int64(route.playhead.speed))) a second"
    }

    /// Whose ticks `,` and `.` step through.
    private var subject: Subject {
        switch route.page {
        case .charts: route.chart.map { .chart($0) } ?? .everything
        case .app: route.app.map { .app($0) } ?? .everything
        case .countries: (route.view ?? .app) == .app ? route.app.map { .app($0) } ?? .everything : .everything
        case .launches, .compare, .milestones, .sources: .everything
        }
    }

    private mutating func step(_ next: (LedgerSnapshot, Timestamp, Subject) -> Timestamp?) {
        route.playhead.pause()
        guard let instant = next(ledger, instant, subject), route.playhead.bounds.contains(instant) else {
            message = "nothing is known further that way"
            return
        }
        route.playhead.move(to: instant)
    }

    private mutating func jump(_ marker: Marker?, _ side: String) {
        route.playhead.pause()
        guard let marker else {
            message = "no marker \(side) \(TimeFormat.instant(instant, in: zone))"
            return
        }
        route.playhead.move(to: marker.instant)
        // Several things may share an instant; the weightiest comes first.
        message = markers.filter { $0.instant == marker.instant }.reversed().map(\.text).joined(separator: "; ")
    }

    mutating func seek(columns: Int64) {
        route.playhead.pause()
        let step = max(1, route.playhead.window.duration / Int64(max(1, size.columns - 30)))
        route.playhead.move(to: instant + columns * step)
    }

    mutating func goTo(_ text: String) {
        guard text.contains(where: { $0 != " " }) else { return }
        if let instant = timeEntry.instant(text) {
            route.playhead.pause()
            route.playhead.move(to: instant)
            if !route.playhead.bounds.contains(instant) {
                message = "\(TimeFormat.instant(instant, in: zone)) is outside; this is the nearest there is"
            }
        } else if let marker = marker(called: text) {
            jump(marker, "")
        } else {
            message = TimeEntry.objection(to: text)
        }
    }

    /// The instant that is meant by what a person typed: as ``TimeEntry`` reads it, else that of a marker, by its label or
    /// by words of its sentence.
    public func instant(typed text: String) -> Timestamp? { timeEntry.instant(text) ?? marker(called: text)?.instant }

    private var timeEntry: TimeEntry {
        let compared = route.page == .compare ? route.compared.first : nil
        let first = compared.flatMap { if case .launch(let id) = $0 { library.launch(id: id) } else { nil } }
        return TimeEntry(
            from: instant,
            bounds: route.playhead.passage ?? route.playhead.bounds,
            day0: (launch ?? first)?.day0,
            zone: zone
        )
    }

    /// Fewer letters would be part of too many sentences.
    private static let leastLetters = 3

    private func marker(called text: String) -> Marker? {
        let words = FoldedText.folded(text)
        if let marker = markers.first(where: { !$0.label.isEmpty && FoldedText.folded($0.label) == words }) {
            return marker
        }
        guard words.count >= Self.leastLetters else { return nil }
        return markers.first { FoldedText.folded($0.text).contains(words) }
    }
}
