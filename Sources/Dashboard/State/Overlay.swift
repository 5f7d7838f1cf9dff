/// Something to read that lies over the page.
struct Overlay: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case help
        /// Where the page's figures come from.
        case sources
        /// Diffusions fitted to the page's downloads.
        case bass
        /// What changed since an instant.
        case changes
        /// What was told, and what is waited for.
        case alerts
    }

    let kind: Kind
    /// Rows that are scrolled away, or the card that is shown.
    var position = 0
}
