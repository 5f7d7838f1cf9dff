import Canvas
import History
import Market

extension DashboardState {
    /// Copies the selected figure with where it comes from.
    mutating func copy() -> [Effect] {
        guard let card = figureCards.first else {
            message = "there is no figure here to copy"
            return []
        }
        return copy(card)
    }

    mutating func copy(_ card: FigureCard) -> [Effect] {
        message = "copied: \(card.sentence)"
        return [.copy(card.sentence)]
    }

    /// What the page is about, as part of a file's name: `charts-us-top-free-2025-10-03`.
    var fileStem: String {
        var words = [route.page.name]
        switch route.page {
        case .charts, .countries:
            if route.page == .countries, route.view != .leaders { words += [route.app?.text].compactMap { $0 } }
            if let chart = route.chart {
                words += route.page == .charts ? [chart.storefront.code] : []
                words += [chart.kind.slug] + [chart.genre?.id].compactMap { $0 }
            }
        case .app: words += [route.launch ?? route.app?.text].compactMap { $0 }
        case .compare: words += route.compared.map { name(of: $0) }
        case .launches, .milestones, .sources: break
        }
        let stem = words.joined(separator: "-").lowercased().map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
        return "launchtop-\(String(stem.prefix(80)))-\(instant.day.iso8601)"
    }

    mutating func beginSaving() -> [Effect] {
        begin(.save, text: fileStem + ".svg")
        return []
    }

    /// The screen as it is, as what the name ends in says.
    mutating func save(as text: String) -> [Effect] {
        let file = Self.trimmed(text)
        guard let format = PictureFormat(file: file) else {
            message = "“\(file)” must end in .svg, .ansi or .txt"
            return []
        }
        mode = .page
        message = nil
        pendingExport = nil
        leaveFocus()
        return [.write(file: file, text: format.text(of: frame(), on: theme.background, title: route.page.name))]
    }
}
