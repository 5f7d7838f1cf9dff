import Canvas
import History
import Market

extension DashboardState {
    /// Copies the selected figure with its source.
    mutating func copy() -> [Effect] {
        guard let card = page().cards.first else {
            message = "no figure to copy"
            return []
        }
        return copy(card)
    }

    mutating func copy(_ card: FigureCard) -> [Effect] {
        let citation = card.citation(asOf: route.page.type.hasTime ? TimeFormat.instant(instant, in: zone) : nil)
        message = "copied: \(citation)"
        return [.copy(citation)]
    }

    /// A default file name without extension: `launchtop-charts-us-top-free-2025-10-03`.
    var fileStem: String {
        let parts = [route.page.name] + page().fileNameParts
        let stem = parts.joined(separator: "-").lowercased().map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
        return "launchtop-\(String(stem.prefix(80)))-\(instant.day.iso8601)"
    }

    mutating func beginSaving() -> [Effect] {
        begin(.save, text: fileStem + ".svg")
        return []
    }

    /// Saves the screen to a file in the format of the file's extension.
    mutating func save(as text: String) -> [Effect] {
        let file = Self.trimmed(text)
        guard let format = PictureFormat(file: file) else {
            message = "unknown file type \"\(file)\"; use .png, .svg, .ansi or .txt"
            return []
        }
        mode = .page
        message = nil
        exportMessage = nil
        leaveFocus()
        var picture = self
        picture.isPicture = true
        return [.write(file: file, text: format.text(of: picture.frame(), in: theme, title: route.page.name))]
    }
}
