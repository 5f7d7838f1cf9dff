/// Everything a person can have done. The raw value is its name in the palette, the settings and the manual.
public enum Command: String, Hashable, Sendable, CaseIterable {
    case up, down, top, bottom, open, back
    case pageUp = "page-up"
    case pageDown = "page-down"
    case charts, app, countries, launches, compare, milestones, sources
    case country, chart, view, align, band, mark, watch, sort, window
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
    case skipQuiet = "pass-quietly"
    case stopAtMarkers = "stop-at-markers"
    case zoomIn = "zoom-in"
    case zoomOut = "zoom-out"
    case zoomFit = "zoom-fit"
    case panLeft = "pan-left"
    case panRight = "pan-right"
    case focus, zoomPanel
    case logarithmic = "log"
    case source, bass, changes, alerts, copy, save, export
    case palette = "command"
    case theme, help, mouse, quit
}
