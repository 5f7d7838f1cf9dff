import Canvas

extension DashboardState {
    mutating func apply(_ key: Key, to overlay: Overlay) -> [Effect] {
        var overlay = overlay
        let last = lastPosition(of: overlay)
        switch key {
        case .up, "k", .left: overlay.position = max(0, overlay.position - 1)
        case .down, "j", .right: overlay.position = min(last, overlay.position + 1)
        case .pageUp: overlay.position = max(0, overlay.position - pageHeight)
        case .pageDown: overlay.position = min(last, overlay.position + pageHeight)
        case "g", .home: overlay.position = 0
        case "G", .end: overlay.position = last
        case "y" where overlay.kind == .info || overlay.kind == .bass:
            let cards = cards(of: overlay)
            guard cards.indices.contains(overlay.position) else { return [] }
            return copy(cards[overlay.position])
        case .control("c"): return [.quit]
        default:
            if overlay.kind == .changes { userState.readUntil = max(instant, userState.readUntil ?? instant) }
            mode = .page
            return []
        }
        mode = .overlay(overlay)
        return []
    }

    /// Returns the last scroll position of an overlay or, if it shows cards, the index of the last card.
    func lastPosition(of overlay: Overlay) -> Int {
        let room = max(1, body.height)
        switch overlay.kind {
        case .help: return max(0, helpLayout.height - room)
        case .changes:
            return max(0, changesReport.lines(theme: .mono, width: ChangesPage.width(of: size.columns)).count - room)
        case .alerts:
            // The box's frame needs two rows.
            let count = alertList(.mono).lines(width: AlertList.width(of: size.columns) - 4).count
            return max(0, count - max(1, room - 2))
        case .info, .bass: return max(0, cards(of: overlay).count - 1)
        }
    }

    /// Returns the cards that an overlay shows one at a time.
    func cards(of overlay: Overlay) -> [FigureCard] { overlay.kind == .bass ? bassCards : page().cards }
}
