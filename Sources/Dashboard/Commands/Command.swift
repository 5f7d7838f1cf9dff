/// A user command. The raw value is its name in the palette, the config file and the manual.
public enum Command: String, Hashable, Sendable, CaseIterable {
    case up, down, top, bottom, open, back
    case pageUp = "page-up"
    case pageDown = "page-down"
    case charts, app, countries, launches, compare, milestones, sources
    case country, chart, view, align, band, mark, watchlist, sort, window
    case filter
    case nextMatch = "next-match"
    case previousMatch = "previous-match"
    case play, speed, slower, faster, at
    case stepBack = "step-back"
    case stepForward = "step-forward"
    case previousMarker = "previous-marker"
    case nextMarker = "next-marker"
    case toStart = "start"
    case toEnd = "end"
    case skipQuiet = "skip-quiet"
    case stopAtMarkers = "stop-at-markers"
    case zoomIn = "zoom-in"
    case zoomOut = "zoom-out"
    case zoomFit = "zoom-fit"
    case panLeft = "pan-left"
    case panRight = "pan-right"
    case focus
    case zoomPanel = "zoom-panel"
    case logarithmic = "log"
    case info, bass, changes, alerts, copy, save, export
    case palette = "command"
    case theme, help, mouse, quit
}
