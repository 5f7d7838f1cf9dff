/// Everything a key can do.
enum Command: Hashable, Sendable, CaseIterable {
    case up, down, pageUp, pageDown, top, bottom
    case open, back
    case showCharts, showApp, showLaunches, showFeeds
    case chooseCountry, chooseChart
    case filter, nextMatch, previousMatch
    case playOrPause, stepBack, stepForward, previousMarker, nextMarker
    case slower, faster, toStart, toEnd, goToTime
    case zoomIn, zoomOut, zoomFit
    case seekLeft, seekRight, timelineFocus
    case help, toggleMouse, quit
}
