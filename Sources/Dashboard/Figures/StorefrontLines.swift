import Canvas
import Market

extension Theme {
    /// The storefronts with a line style of their own, in the order of the styles; others share these styles by their code.
    private static let knownStorefronts = ["us", "jp", "gb", "de", "fr", "cn"]

    /// Returns line styles for storefronts, so that a storefront has the same color on all pages. A storefront whose style
    /// is already used by an earlier one gets the next free style; without a free one, the style for all further lines.
    func lines(of storefronts: [Storefront]) -> [Style] {
        // The last style is for all further lines.
        let count = max(1, lines.count - 1)
        var free = Set(0..<count)
        return storefronts.map { storefront in
            let code = storefront.code
            let preferred =
                Self.knownStorefronts.firstIndex(of: code) ?? code.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
            let slot = (0..<count).lazy.map { (preferred + $0) % count }.first(where: free.contains)
            guard let slot else { return line(count) }
            free.remove(slot)
            return line(slot)
        }
    }
}
