public import History
public import Market

/// Invented reviews of an invented app.
public enum ReviewSamples {
    public static let app = Fixtures.app("6790244829")
    /// The time of the launch.
    public static let launch = Fixtures.time("2026-03-01T09:00:00Z")

    private static let texts: [(stars: Int, title: String, text: String)] = [
        (5, "Finally rain I can plan for", "The hourly view is all I need.\nThe widget is lovely, too."),
        (1, "Crashes at launch", "Since version 2.4.1 it crashes each time I open it on my old phone."),
        (4, "Good, but no map", "I miss a map of the radar."),
        (2, "Wrong place", "It shows the weather of a city that I left a week ago."),
        (5, "Quiet and quick", "No ads, no account."),
        (3, "Okay", "It works. Others are prettier."),
    ]

    /// Returns a review, numbered from 1, that was written some minutes after the launch.
    public static func review(_ number: Int, minutes: Int64, isDated: Bool = true) -> AppReview {
        let sample = texts[(number - 1) % texts.count]
        let date = launch + minutes * 60
        return AppReview(
            id: Int64(9_000_000_000 + number),
            stars: sample.stars,
            title: sample.title,
            text: sample.text,
            version: number % 4 == 0 ? nil : "2.4.1",
            publishedAt: isDated ? date : nil,
            receivedAt: isDated ? date + 600 : date
        )
    }

    /// Adds 40 reviews in two storefronts to a ledger, two hours apart: 4 from before the launch, and 36 from after it.
    public static func fill(_ ledger: inout Ledger) {
        for number in 1...40 {
            let review = review(number, minutes: Int64(number - 4) * 120 - 60, isDated: number != 39)
            let code = number % 3 == 0 ? "jp" : "us"
            ledger.append(ReviewReading(review, of: app, in: Fixtures.chart(code).storefront))
        }
    }
}
