/// Text or cards shown over the page.
struct Overlay: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case help
        /// The sources of the page's figures.
        case info
        /// Bass diffusion models fitted to the page's downloads.
        case bass
        /// The changes since the last visit.
        case changes
        /// The alert history and rules.
        case alerts
    }

    let kind: Kind
    /// The scroll position of the text, in rows, or the index of the card that is shown.
    var position = 0
}
