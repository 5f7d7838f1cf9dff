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
    private var fileStem: String {
        var words = [place.page.name]
        switch place.page {
        case .charts, .countries:
            if place.page == .countries, place.view != .leaders { words += [place.app?.text].compactMap { $0 } }
            if let chart = place.chart {
                words += place.page == .charts ? [chart.storefront.code] : []
                words += [chart.kind.slug] + [chart.genre?.id].compactMap { $0 }
            }
        case .app: words += [place.launch ?? place.app?.text].compactMap { $0 }
        case .compare: words += place.compared.map { name(of: $0) }
        case .launches, .milestones, .feeds: break
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
        leaveFocus()
        return [.write(file: file, text: format.text(of: frame(), on: theme.ground, title: place.page.name))]
    }

    /// `csv`, `json` or `text`, and perhaps the name of a file.
    mutating func export(_ text: String) -> [Effect] {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let formats: [String: Twin.Format] = ["csv": .csv, "json": .json, "text": .text, "txt": .text]
        let named = words.first.flatMap { formats[$0.lowercased()] }
        let suffix = words.last.flatMap { $0.split(separator: ".").last }.flatMap { formats[String($0).lowercased()] }
        guard !words.isEmpty else {
            begin(.command, text: "export csv \(fileStem).csv")
            return []
        }
        guard let format = named ?? suffix else {
            message = "the page can be exported as csv, json or text, not “\(text)”"
            return []
        }
        guard let data = twin(as: format) else {
            message = "there is nothing to export here"
            return []
        }
        let ending = format == .csv ? "csv" : format == .json ? "json" : "txt"
        let file = named == nil ? words[0] : words.count > 1 ? Self.trimmed(words[1]) : "\(fileStem).\(ending)"
        return [.write(file: file, text: data + "\n")]
    }

    /// The page's data, as `launchtop show` prints them.
    private func twin(as format: Twin.Format) -> String? {
        switch place.page {
        case .charts:
            return place.chart.flatMap {
                Twin.chart(
                    $0,
                    in: ledger,
                    asOf: instant,
                    window: changeSeconds,
                    anchors: anchors,
                    zone: zone,
                    as: format
                )
            }
        case .app:
            let options = GrowthOptions(window: changeSeconds, anchors: anchors)
            if let launch = place.launch.flatMap({ ledger.launch(id: $0) }) {
                return Twin.launch(launch, in: ledger, asOf: instant, options: options, zone: zone, as: format)
            }
            return place.app.flatMap {
                Twin.app($0, in: ledger, asOf: instant, options: options, zone: zone, as: format)
            }
        case .launches: return Twin.launches(ledger, asOf: instant, as: format)
        case .feeds: return Twin.feeds(data, asOf: now, zone: zone, as: format)
        case .compare:
            return Twin.compare(
                place.compared,
                data: data,
                library: library,
                asOf: instant,
                alignedAt: place.origin,
                as: format
            )
        case .countries:
            guard let report = countriesReport else { return nil }
            return Twin.countries(
                report.chart,
                app: report.app,
                in: ledger,
                asOf: instant,
                window: changeSeconds,
                zone: zone,
                as: format
            )
        case .milestones: return Twin.milestones(milestonesReport(in: format.zone(zone)), as: format)
        }
    }
}
