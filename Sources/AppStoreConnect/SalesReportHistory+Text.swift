import Market

/// The stored form of a history: one line per report and per app. `docs/formats/archive.md` describes it.
extension SalesReportHistory {
    /// The history as text, such as `daily 2026-03-10 received 1773216000 1` and `app 1559935726 us 2026-01-02`.
    public var text: String {
        let reports = states.sorted { $0.key < $1.key }.map { period, state in
            "\(period.frequency.name) \(period.firstDay.iso8601) \(state.answer.rawValue) \(state.answeredAt.seconds) "
                + "\(state.attempts)"
        }
        let apps = firstSales.sorted { $0.key < $1.key }.map { app, sale in
            "app \(app.text) \(sale.storefront.code) \(sale.day.iso8601)"
        }
        return (reports + apps).joined(separator: "\n")
    }

    /// Creates a history from its text. Lines that can't be read are skipped: their reports are requested again.
    public init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "app", words.count == 4, let app = AppID(stored: words[1]),
                let storefront = Storefront(stored: words[2]), let day = Day(iso8601: words[3])
            {
                set(FirstSale(day: day, storefront: storefront), of: app)
            } else if words.count == 5, let frequency = SalesPeriod.Frequency(rawValue: words[0].uppercased()),
                let day = Day(iso8601: words[1]), let answer = SalesReportState.Answer(rawValue: words[2]),
                let time = Int64(words[3]), let attempts = Int(words[4])
            {
                let state = SalesReportState(answer, at: Timestamp(seconds: time), attempts: attempts)
                set(state, of: SalesPeriod(frequency, containing: day), today: day)
            }
        }
    }
}
