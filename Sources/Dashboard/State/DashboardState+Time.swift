import Canvas
import History
public import Market

extension DashboardState {
    /// Performs a command that changes the time or how it's shown.
    ///
    /// - Returns: Whether `command` is such a command.
    mutating func performOnTime(_ command: Command, _ argument: String) -> Bool {
        guard route.page.type.hasTime || commands.row(of: command)?.group != .time else {
            message = noTimelineText
            return true
        }
        switch command {
        case .play: playOrPause()
        case .stepBack: step("earlier") { $0.instant(before: $1, of: $2) }
        case .stepForward: step("later") { $0.instant(after: $1, of: $2) }
        case .previousMarker: jump(markers.last { $0.instant < instant }, "before")
        case .nextMarker: jump(markers.first { $0.instant > instant }, "after")
        case .slower: changeSpeed(by: -1)
        case .faster: changeSpeed(by: 1)
        case .speed: setSpeed(argument)
        case .toStart: route.playhead.moveToStart()
        case .toEnd: route.playhead.moveToEnd()
        case .at:
            if argument.isEmpty { begin(.time) } else if let problem = goTo(argument) { message = problem }
        case .skipQuiet: toggleSkipping()
        case .stopAtMarkers: toggleStopping()
        case .zoomIn: route.playhead.zoom(by: 0.5)
        case .zoomOut: route.playhead.zoom(by: 2)
        case .zoomFit: route.playhead.zoomToFit()
        case .panLeft: route.playhead.pan(byQuarters: -1)
        case .panRight: route.playhead.pan(byQuarters: 1)
        default: return false
        }
        return true
    }

    /// The message about a time command on a page without time.
    var noTimelineText: String { "the \(route.page.type.title) page has no timeline" }

    /// Advances the replay by real time. Skips quiet periods and pauses at markers if these options are on.
    mutating func play(_ milliseconds: Int64) {
        guard isPlaying else { return }
        let before = route.playhead
        let stop = before.stop(after: before.instant)
        let next = ledger.instant(after: before.instant, of: route.page.type.steps(of: route)).flatMap {
            $0 > stop ? nil : $0
        }
        route.playhead.advance(
            milliseconds: milliseconds,
            next: skipsQuiet ? next ?? stop : nil,
            isLast: next == nil
        )
        let reached = instant
        if stopsAtMarkers, let marker = markers.first(where: { $0.instant > before.instant && $0.instant <= reached }) {
            // Undo the step first, so that the time window doesn't move past the marker.
            route.playhead = before
            jump(marker, "after")
        }
        // A replay that has caught up with the present becomes live.
        if isLive, !route.isOfLibrary, route.playhead.isAtEnd { route.playhead.moveToEnd() }
    }

    mutating func toggleSkipping() {
        skipsQuiet.toggle()
        message = skipsQuiet ? "skipping quiet periods: on" : "skipping quiet periods: off"
    }

    mutating func toggleStopping() {
        stopsAtMarkers.toggle()
        message = stopsAtMarkers ? "pausing at markers: on" : "pausing at markers: off"
    }

    /// Pauses the live view at the newest instant, or resumes it from there; otherwise plays or pauses the replay.
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
            message = "invalid speed \"\(text)\"; use 1 to 86400"
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
        message = "speed ×\(route.playhead.speed) (\(TimeFormat.age(Int64(route.playhead.speed))) per second)"
    }

    private mutating func step(_ direction: String, _ next: (LedgerSnapshot, Timestamp, Subject) -> Timestamp?) {
        route.playhead.pause()
        guard let instant = next(ledger, instant, route.page.type.steps(of: route)),
            route.playhead.bounds.contains(instant)
        else {
            message = "no \(direction) data"
            return
        }
        route.playhead.move(to: instant)
    }

    private mutating func jump(_ marker: Marker?, _ direction: String) {
        route.playhead.pause()
        guard let marker else {
            message = "no marker \(direction) \(TimeFormat.instant(instant, in: zone))"
            return
        }
        route.playhead.move(to: marker.instant)
        // If several markers have the same instant, list the most important first.
        message = markers.filter { $0.instant == marker.instant }.reversed().map(\.text).joined(separator: "; ")
    }

    mutating func seek(columns: Int64) {
        route.playhead.pause()
        let step = max(1, route.playhead.window.duration / Int64(max(1, size.columns - 30)))
        route.playhead.move(to: instant + columns * step)
    }

    /// Moves the cursor to a typed time or marker.
    ///
    /// - Returns: An error message if the text is invalid; otherwise `nil`.
    mutating func goTo(_ text: String) -> String? {
        guard text.contains(where: { $0 != " " }) else { return nil }
        if TimeEntry.isEnd(text) {
            route.playhead.moveToEnd()
        } else if let instant = timeEntry().instant(text) {
            route.playhead.pause()
            route.playhead.move(to: instant)
            if !route.playhead.bounds.contains(instant) {
                message =
                    "\(TimeFormat.instant(instant, in: zone)) is out of range; moved to the nearest time with data"
            }
        } else if let marker = marker(called: text) {
            jump(marker, "")
        } else {
            return problem(withTime: text)
        }
        return nil
    }

    /// Returns the instant for typed text: a time in a format that ``TimeEntry`` accepts, or a marker's label or part
    /// of its text. Returns `nil` for other text.
    ///
    /// - Parameter now: The instant whose date is "today" (default: the current time, or the instant shown in a replay).
    public func instant(typed text: String, now: Timestamp? = nil) -> Timestamp? {
        timeEntry(now: now).instant(text) ?? marker(called: text)?.instant
    }

    /// Returns the instant for a time on the command line; `nil` for other text.
    ///
    /// In the replay of an archive or a folder, `-24h`, `today` and `yesterday` count back from the end of the data,
    /// because the replay begins at the start of the data.
    ///
    /// - Parameter now: See ``instant(typed:now:)``.
    public func instant(onCommandLine text: String, now: Timestamp? = nil) -> Timestamp? {
        let countsBack = ["-", "today", "yesterday"].contains { text.lowercased().hasPrefix($0) }
        guard countsBack, !isLive, route.launch == nil, !route.page.type.isOfLibrary else {
            return instant(typed: text, now: now)
        }
        let end = route.playhead.bounds.end
        return timeEntry(from: end, now: now ?? end).instant(text)
    }

    /// Returns the error message for a typed time that is neither a valid time nor a marker of the page.
    public func problem(withTime text: String) -> String {
        let labels = markers.map(\.label).filter { !$0.isEmpty }
        return TimeEntry.problem(with: text, marker: labels.first { $0 == "#1" } ?? labels.first)
    }

    private func timeEntry(from origin: Timestamp? = nil, now: Timestamp? = nil) -> TimeEntry {
        TimeEntry(
            from: origin ?? instant,
            now: now ?? (isLive ? self.now : nil),
            bounds: route.playhead.passage ?? route.playhead.bounds,
            launch: route.page.type.launchStart(in: self)?.time,
            zone: zone,
            data: route.playhead.bounds
        )
    }

    /// The minimum number of characters for a search in marker texts. Shorter text would match too many.
    private static let minimumSearchLength = 3

    private func marker(called text: String) -> Marker? {
        let folded = FoldedText.folded(text)
        let named = markers.filter { !$0.label.isEmpty && FoldedText.folded($0.label) == folded }
        if let first = named.first {
            // The milestone in the selected chart, otherwise in a chart of the whole store.
            let selected = named.first { $0.chart != nil && $0.chart == page().selectedChart }
            return selected ?? named.first { $0.chart.map { $0.genre == nil } ?? true } ?? first
        }
        guard folded.count >= Self.minimumSearchLength else { return nil }
        return markers.first { FoldedText.folded($0.text).contains(folded) }
    }
}
